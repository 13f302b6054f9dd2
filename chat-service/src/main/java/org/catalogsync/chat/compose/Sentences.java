package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts a text that arrives in pieces into sentences. A stop inside of quotes, of a number or of a known title ends none, and neither does one whose next letter has not come, as it may stand in 'Dr. Stone' or '1.5'.
 */
final class Sentences {
    private static final String OPENING = "『「“《【（(";
    private static final String CLOSING = "』」”》】）)";
    private static final List<String> ABBREVIATIONS =
            List.of("vol", "vols", "no", "mr", "ms", "mrs", "dr", "st", "approx");

    private final List<String> titles;
    private final StringBuilder text = new StringBuilder();

    /** @param titles in which stops may stand */
    Sentences(List<String> titles) {
        this.titles = titles;
    }

    /** All of them, of a text that is whole. */
    static List<String> of(String text, List<String> titles) {
        Sentences sentences = new Sentences(titles);
        List<String> all = new ArrayList<>(sentences.add(text));
        sentences.rest().ifPresent(all::add);
        return all;
    }

    /** The sentences that are whole with this piece, with the blanks that stand before them. */
    List<String> add(String piece) {
        text.append(piece);
        List<String> whole = new ArrayList<>();
        int end;
        while ((end = end()) > 0) {
            whole.add(text.substring(0, end));
            text.delete(0, end);
        }
        return whole;
    }

    /** What is left at the end. */
    Optional<String> rest() {
        String rest = text.toString();
        text.setLength(0);
        return rest.isBlank() ? Optional.empty() : Optional.of(rest);
    }

    int length() {
        return text.length();
    }

    /** Behind the first sentence; 0 while it is not whole. */
    private int end() {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth = Math.max(0, depth + (OPENING.indexOf(c) >= 0 ? 1 : 0) - (CLOSING.indexOf(c) >= 0 ? 1 : 0));
            if (depth == 0 && stops(i) && !inTitle(i)) {
                return i + 1;
            }
        }
        return 0;
    }

    private boolean stops(int at) {
        return switch (text.charAt(at)) {
            case '。', '\n' -> true;
            case '！', '？' -> true;
            case '.' -> blankFollows(at) && !ABBREVIATIONS.contains(wordBefore(at));
            case '!', '?' -> blankFollows(at) || (at + 1 < text.length() && text.charAt(at + 1) > 0x2E7F);
            default -> false;
        };
    }

    private boolean blankFollows(int at) {
        return at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1));
    }

    private String wordBefore(int at) {
        int begin = at;
        while (begin > 0 && Character.isLetter(text.charAt(begin - 1))) {
            begin--;
        }
        return text.substring(begin, at).toLowerCase(Locale.ROOT);
    }

    /** Whether the sign stands in a title, or may when more has come. */
    private boolean inTitle(int at) {
        return titles.stream().anyMatch(title -> inTitle(at, title));
    }

    private boolean inTitle(int at, String title) {
        for (int begin = Math.max(0, at - title.length() + 2); begin <= at; begin++) {
            int length = Math.min(title.length(), text.length() - begin);
            if (at < begin + title.length() - 1
                    && text.substring(begin, begin + length).equals(title.substring(0, length))) {
                return true;
            }
        }
        return false;
    }
}
