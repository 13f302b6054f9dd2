package org.catalogsync.chat.eval;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** Judges the numbers of an answer: those of the card field by field, those of the prose as a set, against rows that come from elsewhere than the answer. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:,\\d{3})*");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Function<Isbn, Optional<Fact>> truth;

    Numbers(Function<Isbn, Optional<Fact>> truth) {
        this.truth = truth;
    }

    /** What is wrong, empty where nothing is. */
    List<String> wrong(Question question, Asker.Answer answer) {
        List<String> wrong = new ArrayList<>();
        Set<String> allowed = new HashSet<>();
        answer.card().ifPresent(card -> {
            card(card, wrong, allowed);
            // A notice is worded by the service, not by a model: it may repeat what was asked for.
            allowed.addAll(numbers(question.text()));
            card.notices().forEach(notice -> allowed.addAll(numbers(notice)));
        });
        for (String number : numbers(answer.prose())) {
            if (!allowed.contains(number)) {
                wrong.add("prose says " + number);
            }
        }
        return wrong;
    }

    private void card(Frame.Card card, List<String> wrong, Set<String> allowed) {
        List<Fact> shown = new ArrayList<>(card.items());
        shown.addAll(card.related());
        for (int count = 0; count <= shown.size(); count++) {
            allowed.add(Integer.toString(count));
        }
        for (Fact fact : shown) {
            Optional<Fact> row = truth.apply(fact.isbn());
            if (row.isEmpty()) {
                wrong.add(fact.isbn() + " is not in the table");
            } else {
                compare(fact, row.get(), wrong);
                allow(row.get(), fact.asOf(), allowed);
            }
        }
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

    private static void allow(Fact row, Instant asOf, Set<String> allowed) {
        for (Object value : new Object[] {
            row.quantity(),
            row.priceJpy(),
            row.restockEtaDays(),
            row.volume(),
            row.title(),
            row.author(),
            row.genre(),
            row.isbn(),
            row.lastRestock()
        }) {
            if (value != null) {
                allowed.addAll(numbers(value.toString()));
            }
        }
        time(asOf.atZone(TOKYO), allowed);
        time(asOf.atZone(ZoneOffset.UTC), allowed);
    }

    private static void time(ZonedDateTime time, Set<String> allowed) {
        for (int part : new int[] {
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond()
        }) {
            allowed.add(Integer.toString(part));
        }
    }

    /** Without leading zeros and separators of thousands; in one text the parts of an ISBN are numbers of their own. */
    private static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            String digits = matcher.group().replace(",", "").replaceFirst("^0+(?=\\d)", "");
            numbers.add(digits);
        }
        return numbers;
    }
}
