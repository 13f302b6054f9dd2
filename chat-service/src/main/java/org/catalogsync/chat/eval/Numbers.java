package org.catalogsync.chat.eval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** Judges the numbers of an answer: those of the card field by field, what the prose says by number, unit and volume, against rows that come from elsewhere than the answer. */
final class Numbers {
    private final Function<Isbn, Optional<Fact>> truth;

    Numbers(Function<Isbn, Optional<Fact>> truth) {
        this.truth = truth;
    }

    /** What is wrong, empty where nothing is. */
    List<String> wrong(Asker.Answer answer) {
        List<String> wrong = new ArrayList<>();
        Frame.Card card = answer.card().orElse(null);
        if (card == null) {
            return Prose.wrong(answer.prose(), List.of(), List.of(), List.of());
        }
        List<Fact> asked = card(card.items(), wrong);
        List<Fact> rows = new ArrayList<>(asked);
        rows.addAll(card(card.related(), wrong));
        List<Instant> asOf = Stream.concat(card.items().stream(), card.related().stream())
                .map(Fact::asOf)
                .toList();
        wrong.addAll(Prose.wrong(withoutNotices(answer.prose(), card), rows, asked.isEmpty() ? rows : asked, asOf));
        return wrong;
    }

    /** A notice is worded by the service, not by a model: it may repeat what was asked for. */
    private static String withoutNotices(String prose, Frame.Card card) {
        String rest = prose;
        for (String notice : card.notices()) {
            rest = rest.replace(notice, "");
        }
        return rest;
    }

    /** The rows of what is shown. */
    private List<Fact> card(List<Fact> shown, List<String> wrong) {
        List<Fact> rows = new ArrayList<>();
        for (Fact fact : shown) {
            Optional<Fact> row = truth.apply(fact.isbn());
            if (row.isEmpty()) {
                wrong.add(fact.isbn() + " is not in the table");
            } else {
                compare(fact, row.get(), wrong);
                rows.add(row.get());
            }
        }
        return rows;
    }

    private static void compare(Fact fact, Fact row, List<String> wrong) {
        differs(fact.isbn() + " quantity", fact.quantity(), row.quantity(), wrong);
        differs(fact.isbn() + " price", fact.priceJpy(), row.priceJpy(), wrong);
        differs(fact.isbn() + " days", fact.restockEtaDays(), row.restockEtaDays(), wrong);
        differs(fact.isbn() + " volume", fact.volume(), row.volume(), wrong);
        if (fact.status() != row.status()) {
            wrong.add(fact.isbn() + " status is " + fact.status() + ", expected " + row.status());
        }
    }

    private static void differs(String what, @Nullable Object found, @Nullable Object expected, List<String> wrong) {
        // A card may leave a value out; what it says must be so.
        if (found != null && !Objects.equals(found, expected)) {
            wrong.add(what + " is " + found + ", expected " + expected);
        }
    }
}
