package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.intent.Wish.BadIsbn;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyIsbn;
import org.jspecify.annotations.Nullable;

/** Finds ISBNs in a sentence in any form in which people write them, and crosses them out. */
final class IsbnScan {
    private static final String LABEL = "(?:isbn(?:-?1[03])?\\s*(?:[:=は]|こーど|番号)?\\s*)";
    /** A comma and a full stop separate, as in No.978…, unless a number goes on across it. */
    private static final String NO_DIGITS_BEFORE = "(?<!\\d)(?<!\\d[.])";

    private static final Pattern THIRTEEN = Pattern.compile(LABEL + "?" + NO_DIGITS_BEFORE
            + "(97[89](?:[-ー ]{0,2}\\d){10})(?:(?![-ー]?\\d)|(?=[-ー]97[89](?:[-ー ]{0,2}\\d){10}(?!\\d)))");
    private static final Pattern TEN = Pattern.compile(
            "(" + LABEL + ")?(?<![\\d.-])(?<!(?<![\\dx])\\d{1,9},)(\\d(?:[-ー]?\\d){8}[-ー]?[\\dx])(?![-ー]?[\\da-z])");
    private static final Pattern SPACED_TEN = Pattern.compile(LABEL + "(\\d(?:[-ー ]?\\d){8}[-ー ]?[\\dx])(?![\\da-z])");
    /** Meant as an ISBN, by its label or by how it begins, and of another length. */
    private static final Pattern WRONG_LENGTH = Pattern.compile(
            LABEL + "((?:\\d[-ー ]?){5,20}x?)(?![\\da-z])|(?<![\\d-])(?<!\\d[.])(97[89](?:[-ー]?\\d){6,17})(?!\\d)");

    private static final int MOST_WRITTEN = 20;

    private final Map<Isbn, Integer> ends = new LinkedHashMap<>();
    private final List<BadIsbn> bad = new ArrayList<>();

    private IsbnScan() {}

    static IsbnScan of(Sentence sentence) {
        IsbnScan scan = new IsbnScan();
        scan.all(sentence, THIRTEEN, 1);
        scan.all(sentence, SPACED_TEN, 1);
        scan.tens(sentence);
        scan.wrongLengths(sentence);
        return scan;
    }

    List<Isbn> found() {
        return List.copyOf(ends.keySet());
    }

    /** Where each that was found ends, in their order. */
    Map<Isbn, Integer> ends() {
        return ends;
    }

    List<BadIsbn> bad() {
        return bad;
    }

    private void all(Sentence sentence, Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(sentence.text());
        while (matcher.find()) {
            take(sentence, matcher, group);
        }
    }

    private void tens(Sentence sentence) {
        Matcher matcher = TEN.matcher(sentence.text());
        while (matcher.find()) {
            // Ten digits are also a telephone number: without a label or a Japanese beginning they must add up.
            boolean meant = matcher.group(1) != null || matcher.group(2).startsWith("4");
            if (meant || LegacyIsbn.parse(matcher.group(2)) != null) {
                take(sentence, matcher, 2);
            }
        }
    }

    private void take(Sentence sentence, Matcher matcher, int group) {
        Isbn isbn = LegacyIsbn.parse(matcher.group(group));
        if (isbn == null) {
            bad(sentence, matcher, group, corrected(LegacyIsbn.compact(matcher.group(group))));
        } else {
            ends.put(isbn, matcher.end());
        }
        sentence.cross(matcher.start(), matcher.end(), Sentence.ISBN);
    }

    private void wrongLengths(Sentence sentence) {
        Matcher matcher = WRONG_LENGTH.matcher(sentence.text());
        while (matcher.find()) {
            bad(sentence, matcher, matcher.group(1) == null ? 2 : 1, null);
            sentence.cross(matcher.start(), matcher.end(), Sentence.ISBN);
        }
    }

    private void bad(Sentence sentence, Matcher matcher, int group, @Nullable Isbn corrected) {
        String written =
                sentence.written(matcher.start(group), matcher.end(group)).strip();
        bad.add(new BadIsbn(written.substring(0, Math.min(MOST_WRITTEN, written.length())), corrected));
    }

    /** With the check digit that the other digits ask for; an ISBN-10 as the ISBN-13 that it stands for. */
    private static Isbn corrected(String compact) {
        String twelve = compact.length() == 13 ? compact.substring(0, 12) : "978" + compact.substring(0, 9);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return new Isbn(twelve + (10 - sum % 10) % 10);
    }
}
