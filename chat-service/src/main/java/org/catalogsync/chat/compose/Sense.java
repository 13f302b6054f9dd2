package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;

/** Whether a sentence as a whole makes sense: something is said of each volume that it names, and words that need others beside them have them. */
final class Sense {
    private final Set<Topic> raised = EnumSet.noneOf(Topic.class);
    private final Set<Fact> claimedOf = new HashSet<>();
    private final Set<Fact> stockClaimedOf = new HashSet<>();
    private final List<Token> last = new ArrayList<>();
    private boolean offers;
    private boolean now;
    private boolean asks;
    private boolean saysWhich;
    private boolean days;
    private boolean onItsWay;
    /** 'Expected', and the word says not what. */
    private boolean expected;

    private boolean generic;
    /** Something besides an author, a genre or a price. */
    private boolean claims;

    private boolean priced;

    void read(Token token) {
        switch (token) {
            case Token.About about -> raised.add(about.topic());
            case Token.Offered offered -> offers = true;
            case Token.Now at -> now = true;
            case Token.Asked asked -> asks = true;
            case Token.Whole whole -> saysWhich = true;
            case Token.Others others -> saysWhich = true;
            case Token.Claimed claimed -> {
                days |= claimed.claim() instanceof Claim.Days;
                if (claimed.claim() instanceof Claim.Restock restock) {
                    expected |= restock.isBare();
                    onItsWay |= !restock.isBare();
                }
            }
            case Token.Titled titled -> {}
            case Token.Volumes volumes -> {}
            case Token.Numbered numbered -> {}
            case Token.Only only -> {}
            case Token.Exists exists -> {}
            case Token.Lacking lacking -> {}
            case Token.AsOf asOf -> {}
            case Token.Break end -> {}
            case Token.Objected objected -> {}
            case Token.Wide series -> {}
            case Token.Sum sum -> {}
            case Token.They they -> {}
            case Token.Generic any -> generic = true;
            case Token.Elsewhere elsewhere -> offers = true;
            case Token.Dash dash -> {}
            case Token.Cleft cleft -> {}
            case Token.Yes yes -> {}
        }
        last.add(token);
    }

    void said(Claim claim, List<Fact> those) {
        claimedOf.addAll(those);
        claims |= !(claim instanceof Claim.Has || claim instanceof Claim.Yen);
        priced |= claim instanceof Claim.Yen;
        if (claim.topic() == Topic.STOCK || claim.topic() == Topic.RESTOCK) {
            stockClaimedOf.addAll(those);
        }
    }

    boolean now() {
        return now;
    }

    Set<Fact> ofStock() {
        return stockClaimedOf;
    }

    /** 在庫は現在ございません: between the two stand 'now' and commas only. */
    boolean isStockBeforeNow() {
        for (int i = last.size() - 2; i >= 0; i--) {
            Token token = last.get(i);
            if (!(token instanceof Token.Now || token instanceof Token.Break)) {
                return token instanceof Token.About about && about.topic() == Topic.STOCK;
            }
        }
        return false;
    }

    Optional<Objection> objection(List<Fact> named, List<Fact> spokenOf) {
        if (!offers && !claimedOf.containsAll(named)) {
            return Optional.of(new Objection(Kind.NAME, "named, and nothing said of it"));
        }
        boolean ofRestock = onItsWay || raised.contains(Topic.RESTOCK);
        if (days && !expected && !ofRestock) {
            return Optional.of(new Objection(Kind.NUMBER, "days"));
        }
        if (expected && !days && !ofRestock) {
            return Optional.of(new Objection(Kind.AVAILABILITY, "expected"));
        }
        if (saysWhich && spokenOf.isEmpty() && !offers) {
            return Optional.of(new Objection(Kind.NAME, "all, or the others"));
        }
        if (generic && (claims || priced)) {
            return Optional.of(new Objection(Kind.NAME, "more than was looked up"));
        }
        return asks && (claims || (priced && !offers)) ? Optional.of(new Objection(Kind.FORM, "?")) : Optional.empty();
    }
}
