package org.catalogsync.chat.compose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.catalogsync.chat.compose.Claim.Stock;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What is true by itself and false together, clause by clause: a number that is each volume's said of all of them, the price of one copy beside several, a day that is not the one of which the words speak, and copies that are gone when they come.
 */
final class Combination {
    /** Behind the names stands the price, and nothing that counts them together. */
    private static final Pattern PRICED =
            Pattern.compile("[』」”\"》】]?\\s?(?:の(?:お?値段|価格|販売価格))?(?:[はが]|\\bare |\\bare priced at )[、,]?\\s?");

    private static final Pattern GOES_ON = Pattern.compile("で(?!す|ござ|、)|\\s?for ");
    private static final Pattern AT = Pattern.compile("\\b(?:at|at a price of|at a cost of|priced at) $");

    private boolean sum;
    private boolean each;
    private boolean whole;
    private boolean copies;
    private boolean yen;
    private boolean count;
    private boolean ofPrice;
    private boolean lastRestock;
    private boolean day;
    private boolean onItsWay;
    private boolean gone;
    private boolean stock;
    private int endOfNames = -1;
    /** Of several volumes, each has this price. */
    private boolean priced;

    /** Several copies were said, or a price, and nothing since that parts it from the other. */
    private boolean severalPending;

    private boolean pricePending;
    private boolean priceOfSeveral;

    void read(String text, Token token) {
        switch (token) {
            case Token.Sum inTotal -> sum = true;
            case Token.Whole all -> {
                each |= all.one();
                whole = true;
            }
            case Token.Titled titled -> endOfNames = titled.end();
            case Token.Volumes volumes -> endOfNames = volumes.end();
            case Token.About about -> about(text, about);
            case Token.Exists exists -> severalPending = false;
            case Token.Lacking lacking -> {
                severalPending = false;
                gone = true;
            }
            case Token.Claimed claimed -> read(text, claimed.at(), claimed.claim());
            default -> {}
        }
    }

    private void about(String text, Token.About about) {
        lastRestock |= about.topic() == Topic.LAST_RESTOCK;
        ofPrice |= about.topic() == Topic.PRICE;
        // 'Cost', and の価格: of what stands before it.
        boolean ofThem = text.charAt(about.at()) < 0x80 || text.startsWith("の", about.at() - 1);
        severalPending &= about.topic() != Topic.PRICE || ofThem;
        pricePending &= about.topic() != Topic.STOCK;
    }

    private void read(String text, int at, Claim claim) {
        switch (claim) {
            case Claim.Copies some -> {
                copies |= some.number() != 0;
                gone |= some.number() == 0;
                severalPending = some.number() != 1;
                priceOfSeveral |= pricePending && some.number() != 1 && !text.startsWith("with ", at - 5);
            }
            case Claim.Yen price -> price(text, at, at + price.word().length());
            case Claim.Bare number -> copies = true;
            case Claim.Restock coming -> onItsWay = true;
            case Claim.Days days -> onItsWay = true;
            case Claim.Count many -> count = true;
            case Stock state -> {
                stock = true;
                gone |= state.standings().equals(Stock.OUT);
            }
            default -> {}
        }
    }

    private void price(String text, int from, int to) {
        String before = text.substring(0, from);
        boolean one = text.startsWith("1冊", from);
        priceOfSeveral |= severalPending && !one && !AT.matcher(before).find();
        boolean ofNames = endOfNames >= 0
                && endOfNames <= from
                && PRICED.matcher(text.substring(endOfNames, from)).matches();
        boolean ofThem = endOfNames < 0 && ofPrice;
        priced = (!yen || priced)
                && (ofNames || ofThem)
                && !GOES_ON.matcher(text.substring(to)).lookingAt();
        yen = true;
        pricePending = !one;
    }

    /** A day without 'as of' beside it. */
    void dated() {
        day = true;
    }

    /** @param alone whether there is no other volume that a sum could count in */
    Optional<Objection> objection(List<Fact> subject, boolean alone) {
        @Nullable String numbers = numbers(subject, alone);
        if (numbers != null) {
            return Optional.of(new Objection(Kind.NUMBER, numbers));
        }
        if (onItsWay && (gone || yen)) {
            return Optional.of(new Objection(Kind.AVAILABILITY, "gone when it comes"));
        }
        return day && (!lastRestock || onItsWay || copies || yen || stock)
                ? Optional.of(new Objection(Kind.DATE, "a day of nothing known"))
                : Optional.empty();
    }

    private @Nullable String numbers(List<Fact> subject, boolean alone) {
        if (sum && (copies || yen) && (subject.size() != 1 || !alone || (copies && yen))) {
            return "in total";
        }
        if (priceOfSeveral && !each) {
            return "so much for so many";
        }
        if (count && (copies || yen) && !each) {
            return "of so many";
        }
        if (subject.size() < 2 || each) {
            return null;
        }
        return copies || (yen && (!priced || whole)) ? "one number of several" : null;
    }
}
