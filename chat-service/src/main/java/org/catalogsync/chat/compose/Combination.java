package org.catalogsync.chat.compose;

import java.util.List;
import java.util.Optional;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;

/**
 * What is true by itself and false together, clause by clause: a number that is each volume's said of all of them, the price of one copy beside several, and a day that is not the one of which the words speak.
 */
final class Combination {
    private boolean sum;
    private boolean each;
    private boolean copies;
    private boolean yen;
    private boolean ofStock;
    private boolean lastRestock;
    private boolean day;
    private boolean onItsWay;
    /** Several copies were the last that was said, and not of the stock. */
    private boolean several;

    private boolean priceOfSeveral;

    void read(Token token) {
        switch (token) {
            case Token.Sum inTotal -> sum = true;
            case Token.Whole whole -> each |= whole.ofEach();
            case Token.About about -> {
                ofStock |= about.topic() == Topic.STOCK;
                lastRestock |= about.topic() == Topic.LAST_RESTOCK;
            }
            case Token.Exists exists -> several = false;
            case Token.Lacking lacking -> several = false;
            case Token.Claimed claimed -> read(claimed.claim());
            default -> {}
        }
    }

    private void read(Claim claim) {
        switch (claim) {
            case Claim.Copies count -> {
                copies = true;
                several = !ofStock && count.number() != 1;
            }
            case Claim.Yen price -> {
                yen = true;
                priceOfSeveral |= several;
            }
            case Claim.Bare number -> copies = true;
            case Claim.Restock coming -> onItsWay = true;
            case Claim.Days days -> onItsWay = true;
            default -> {}
        }
        several &= claim instanceof Claim.Copies;
    }

    /** A day without 'as of' beside it. */
    void dated() {
        day = true;
    }

    /** @param alone whether there is no other volume that a sum could count in */
    Optional<Objection> objection(List<Fact> subject, boolean alone) {
        if (sum && (copies || yen) && (subject.size() != 1 || !alone || (copies && yen))) {
            return Optional.of(new Objection(Kind.NUMBER, "in total"));
        }
        if (priceOfSeveral && !each) {
            return Optional.of(new Objection(Kind.NUMBER, "so much for so many"));
        }
        return day && (!lastRestock || onItsWay)
                ? Optional.of(new Objection(Kind.DATE, "a day of nothing known"))
                : Optional.empty();
    }
}
