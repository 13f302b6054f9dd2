package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.retrieve.Spelling;

/**
 * A question while it is read: its text in hiragana and of one width, of which each part that is understood is crossed out. Places are those of {@link Spelling#plain()}.
 */
final class Sentence {
    static final char NAME = '\uE000';
    static final char ISBN = '\uE001';
    static final char VOLUME = '\uE002';
    static final char WORD = '\uE003';

    private static final Pattern QUOTED = Pattern.compile("「([^「」]{1,80})」|『([^『』]{1,80})』|\"([^\"]{1,80})\"");

    private final Spelling spelling;
    private final StringBuilder text;

    Sentence(String written) {
        this(Spelling.of(written));
    }

    Sentence(Spelling spelling) {
        this.spelling = spelling;
        this.text = new StringBuilder(hiragana(spelling.plain()));
    }

    private static String hiragana(String plain) {
        char[] kana = plain.toCharArray();
        for (int i = 0; i < kana.length; i++) {
            if (kana[i] >= 'ァ' && kana[i] <= 'ヶ') {
                kana[i] = (char) (kana[i] - ('ァ' - 'ぁ'));
            }
        }
        return new String(kana);
    }

    Spelling spelling() {
        return spelling;
    }

    /** The same, with the same parts crossed out, to be read on without this one. */
    Sentence copy() {
        Sentence copy = new Sentence(spelling);
        copy.text.setLength(0);
        copy.text.append(text);
        return copy;
    }

    /** What is left, with {@link #NAME} and the like in place of what is understood. */
    String text() {
        return text.toString();
    }

    /** The text as it is read, with the signs of names, volumes and ISBNs in it and every word as it was. */
    String shown() {
        StringBuilder shown = new StringBuilder(spelling.plain());
        for (int i = 0; i < shown.length(); i++) {
            char c = text.charAt(i);
            if (isSign(c) && c != WORD) {
                shown.setCharAt(i, c);
            }
        }
        return shown.toString();
    }

    String written(int from, int to) {
        return spelling.written(from, to);
    }

    void cross(int from, int to, char sign) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, sign);
        }
    }

    /** Whether nothing of this part is left. */
    boolean isCrossed(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSign(text.charAt(i)) && Character.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isSign(char c) {
        return c >= NAME && c <= WORD;
    }

    Matcher quoted() {
        return QUOTED.matcher(spelling.plain());
    }

    /** What stands between quotation marks where no name or ISBN was found in it. */
    List<Leftover> quotedUnread() {
        List<Leftover> unread = new ArrayList<>();
        Matcher quoted = quoted();
        while (quoted.find()) {
            boolean known =
                    text.substring(quoted.start() + 1, quoted.end() - 1).chars().anyMatch(c -> c == NAME || c == ISBN);
            if (!known) {
                unread.add(new Leftover(quoted.start() + 1, quoted.end() - 1));
            }
        }
        return unread;
    }

    /** Whether a part is all that stands between two quotation marks. */
    boolean isQuoted(int from, int to) {
        Matcher quoted = quoted();
        while (quoted.find()) {
            if (quoted.start() < from && quoted.end() > to) {
                return spelling.plain().substring(quoted.start() + 1, from).isBlank();
            }
        }
        return false;
    }
}
