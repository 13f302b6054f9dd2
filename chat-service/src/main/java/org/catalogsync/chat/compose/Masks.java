package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Puts a mark in the place of each title, author and genre of the facts, the longest first, so that a number or a promise inside of a title is not taken for the shop's word. A title that itself reads like a claim, or is so short that it stands in other words, is only taken for a title between quotes.
 */
final class Masks {
    /** Marks are of a plane in which nobody writes; a sentence that comes with them is refused. */
    static final String TITLE = "[\\x{F0000}-\\x{F7FFF}]";

    private static final int FIRST_TITLE = 0xF0000;
    private static final int FIRST_AUTHOR = 0xF8000;
    private static final int FIRST_GENRE = 0xFC000;
    private static final int SHORTEST_UNQUOTED = 3;
    private static final int SHORTEST_OF_HIRAGANA = 6;
    private static final String OPENING = "『「“\"《【";
    private static final String CLOSING = "』」”\"》】";

    private static final Pattern LIKE_A_CLAIM = Pattern.compile(
            "\\d\\s*(?:[冊円部点個日%]|cop|yen|days?|left|in stock)|[¥$%★☆]|在庫|価格|値段|品切|売り?切|完売|予約|入荷|ござい|あります|ありません|残り|"
                    + "stock|price|available|sold|pre-?order|https?|www\\.|</|facts|評価|レビュー|review|rating|です|ます|無視|ignore");

    private static final List<String> GENRE_BEFORE = List.of("ジャンルは", "ジャンル:", "ジャンル: ", "genre is ", "genre: ");
    private static final List<String> GENRE_BEHIND = List.of("作品", "漫画", "マンガ", "コミック", " manga");

    private final List<Masked> masked = new ArrayList<>();
    private final Map<Integer, List<Fact>> byMark = new LinkedHashMap<>();

    Masks(List<Fact> facts) {
        add(FIRST_TITLE, facts, Masks::titles);
        add(FIRST_AUTHOR, facts, fact -> spellings(fact.author()));
        add(FIRST_GENRE, facts, fact -> spellings(fact.genre()));
        masked.sort(Comparator.comparingInt((Masked one) -> one.text().length()).reversed());
    }

    private record Masked(String text, int mark, boolean alsoUnquoted) {}

    private void add(int first, List<Fact> facts, Function<Fact, Set<String>> texts) {
        Map<String, List<Fact>> byText = new LinkedHashMap<>();
        for (Fact fact : facts) {
            for (String text : texts.apply(fact)) {
                String folded = Folded.lower(Folded.of(text));
                if (!folded.isBlank()) {
                    byText.computeIfAbsent(folded, t -> new ArrayList<>()).add(fact);
                }
            }
        }
        int mark = first;
        for (Map.Entry<String, List<Fact>> entry : byText.entrySet()) {
            masked.add(new Masked(entry.getKey(), mark, isPlain(entry.getKey())));
            byMark.put(mark++, entry.getValue());
        }
    }

    private static Set<String> titles(Fact fact) {
        Set<String> titles = new LinkedHashSet<>(List.of(fact.title()));
        Series series = Series.of(fact);
        if (series.numbered()) {
            titles.add(series.name());
        }
        return titles;
    }

    private static Set<String> spellings(@Nullable String name) {
        return name == null ? Set.of() : new LinkedHashSet<>(List.of(name, name.replaceAll("[\\s　]", "")));
    }

    private static boolean isPlain(String folded) {
        int length = folded.codePointCount(0, folded.length());
        boolean hiragana =
                folded.codePoints().allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA);
        return length >= (hiragana ? SHORTEST_OF_HIRAGANA : SHORTEST_UNQUOTED)
                && folded.codePoints().anyMatch(Character::isLetter)
                && !mayBeWords(folded)
                && !LIKE_A_CLAIM.matcher(folded).find();
    }

    /** 'Not Yet' between the words of a sentence is no title. */
    private static boolean mayBeWords(String folded) {
        boolean ascii = folded.chars().allMatch(c -> c < 128);
        List<String> words = List.of(folded.split("[^a-z0-9']+"));
        return ascii && (words.size() < 2 || words.stream().anyMatch(Vocabulary.shops()::has));
    }

    /** Whether somebody wrote marks of his own. */
    static boolean hasMarks(String text) {
        return text.codePoints().anyMatch(c -> c >= FIRST_TITLE);
    }

    /** The facts of a mark: those with this title, or of this series; or with this author or genre. */
    List<Fact> of(int mark) {
        return byMark.getOrDefault(mark, List.of());
    }

    /** Whether a mark is the name of a series, and not the whole title of a volume. */
    boolean isOfSeries(int mark) {
        return masked.stream()
                .filter(one -> one.mark() == mark)
                .noneMatch(one -> of(mark).stream()
                        .anyMatch(fact -> Folded.lower(Folded.of(fact.title())).equals(one.text())));
    }

    enum Kind {
        TITLE,
        AUTHOR,
        GENRE
    }

    /** What a mark of this answer stands for. */
    static Kind kind(int mark) {
        return mark >= FIRST_GENRE ? Kind.GENRE : mark >= FIRST_AUTHOR ? Kind.AUTHOR : Kind.TITLE;
    }

    String mask(String folded) {
        String text = folded;
        for (Masked one : masked) {
            text = mask(text, one);
        }
        return text;
    }

    private static String mask(String text, Masked one) {
        String lower = Folded.lower(text);
        StringBuilder rest = new StringBuilder(text.length());
        int from = 0;
        int at;
        while ((at = lower.indexOf(one.text(), from)) >= 0) {
            int end = at + one.text().length();
            boolean taken = stands(lower, at, end)
                    && (one.alsoUnquoted() || quoted(lower, at, end) || isCalledAGenre(lower, at, end, one));
            rest.append(text, from, at);
            if (taken) {
                rest.appendCodePoint(one.mark());
                from = end;
            } else {
                rest.append(text.charAt(at));
                from = at + 1;
            }
        }
        return rest.append(text, from, text.length()).toString();
    }

    /** ジャンルは恋愛, SF manga: words beside a short genre say what it is. */
    private static boolean isCalledAGenre(String text, int at, int end, Masked one) {
        return one.mark() >= FIRST_GENRE
                && (GENRE_BEFORE.stream().anyMatch(word -> text.startsWith(word, at - word.length()))
                        || GENRE_BEHIND.stream().anyMatch(word -> text.startsWith(word, end)));
    }

    private static boolean quoted(String text, int at, int end) {
        return at > 0
                && end < text.length()
                && OPENING.indexOf(text.charAt(at - 1)) >= 0
                && CLOSING.indexOf(text.charAt(end)) >= 0;
    }

    /** '4' does not stand in '42', nor 'one' in 'none'. */
    private static boolean stands(String text, int at, int end) {
        return !joined(at > 0 ? text.charAt(at - 1) : ' ', text.charAt(at))
                && !joined(text.charAt(end - 1), end < text.length() ? text.charAt(end) : ' ');
    }

    private static boolean joined(char a, char b) {
        return isAscii(a)
                && isAscii(b)
                && (Character.isDigit(a) ? Character.isDigit(b) : Character.isLetter(a) && Character.isLetter(b));
    }

    private static boolean isAscii(char c) {
        return c < 128;
    }
}
