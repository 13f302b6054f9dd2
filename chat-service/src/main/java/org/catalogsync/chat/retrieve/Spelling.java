package org.catalogsync.chat.retrieve;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text in two spellings, each character of which knows where it comes from. {@link #plain} is for reading: one width, one case, one kind of dash and of wave dash, one form of each kanji (髙 is 高). {@link #key} is for
 * comparing: of the plain text only letters and digits, in hiragana of one size, without long-vowel marks, so that whatever readers take for the same name is the same.
 */
public final class Spelling {
    /** Forms of one kanji that names are written in: the first of each pair becomes the second. */
    private static final String VARIANTS = "髙高﨑崎嵜崎邉辺邊辺濵浜濱浜齋斎齊斉舘館槗橋德徳瀨瀬黑黒眞真澤沢櫻桜國国龍竜劍剣劒剣廣広學学體体與与惠恵靜静嶋島嶌島";

    private static final String SMALL = "ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ";

    private final String written;
    private final String plain;
    private final int[] plainOrigin;
    private final char[] key;
    private final int[] keyOrigin;

    private Spelling(String written, String plain, int[] plainOrigin) {
        this.written = written;
        this.plain = plain;
        this.plainOrigin = plainOrigin;
        char[] letters = new char[plain.length()];
        int[] origins = new int[plain.length()];
        int length = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = keyOf(plain.charAt(i));
            if (c != 0) {
                letters[length] = c;
                origins[length++] = i;
            }
        }
        this.key = Arrays.copyOf(letters, length);
        this.keyOrigin = Arrays.copyOf(origins, length);
    }

    public static Spelling of(String written) {
        StringBuilder plain = new StringBuilder(written.length());
        int[] origins = new int[written.length() + 16];
        int at = 0;
        while (at < written.length()) {
            int end = clusterEnd(written, at);
            String folded = folded(written, at, end);
            for (int i = 0; i < folded.length(); i++) {
                if (plain.length() == origins.length) {
                    origins = Arrays.copyOf(origins, 2 * origins.length);
                }
                origins[plain.length()] = at;
                plain.append(folded.charAt(i));
            }
            at = end;
        }
        return new Spelling(written, plain.toString(), Arrays.copyOf(origins, plain.length()));
    }

    /** The spelling that names are compared by. */
    public static String key(String text) {
        return new String(of(text).key);
    }

    /** A character, with the marks that belong to it. */
    private static int clusterEnd(String text, int at) {
        int end = at + Character.charCount(text.codePointAt(at));
        while (end < text.length() && isMark(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isMark(char c) {
        return c == '\uFF9E' || c == '\uFF9F' || (c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK);
    }

    private static String folded(String text, int from, int to) {
        char first = text.charAt(from);
        if (to == from + 1 && first < 0x80) {
            return String.valueOf(Character.isWhitespace(first) ? ' ' : Character.toLowerCase(first));
        }
        String composed = Normalizer.normalize(text.substring(from, to), Normalizer.Form.NFKC);
        if (composed.length() == 1) {
            return String.valueOf(unit(composed.charAt(0)));
        }
        if (composed.equals("𠮷")) {
            return "吉";
        }
        StringBuilder units = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            units.append(unit(composed.charAt(i)));
        }
        return units.toString();
    }

    private static char unit(char c) {
        return switch (c) {
            case '‐', '‑', '‒', '–', '—', '―', '−', '─', '━' -> '-';
            case '〜', '∼', '～' -> '~';
            case '\t', '\n', '\r', '\u3000', '\u00a0' -> ' ';
            case '“', '”', '„', '＂' -> '"';
            case '’', '‘', '＇' -> '\'';
            default -> variant(Character.toLowerCase(c));
        };
    }

    private static char variant(char c) {
        int at = c < '一' ? -1 : VARIANTS.indexOf(c);
        return at >= 0 && at % 2 == 0 ? VARIANTS.charAt(at + 1) : c;
    }

    /** The character as names are compared by it, 0 for one that they are not. */
    private static char keyOf(char c) {
        if (c == 'ー' || (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c))) {
            return 0;
        }
        char hiragana = c >= 'ァ' && c <= 'ヶ' ? (char) (c - ('ァ' - 'ぁ')) : c;
        int small = hiragana <= 'ゖ' && hiragana >= 'ぁ' ? SMALL.indexOf(hiragana) : -1;
        return small >= 0 && small % 2 == 0 ? SMALL.charAt(small + 1) : hiragana;
    }

    public String plain() {
        return plain;
    }

    char[] key() {
        return key;
    }

    /** Where in the plain text a character of the key stands. */
    int inPlain(int keyIndex) {
        return keyOrigin[keyIndex];
    }

    /** Behind a character of the key in the plain text, and behind the marks that belong to it there. */
    int endInPlain(int keyEnd) {
        int end = keyOrigin[keyEnd - 1] + 1;
        while (end < plain.length() && "ー~!".indexOf(plain.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** What was written for a part of the plain text. */
    public String written(int plainFrom, int plainTo) {
        int from = plainFrom >= plain.length() ? written.length() : plainOrigin[plainFrom];
        int to = plainTo >= plain.length() ? written.length() : plainOrigin[plainTo];
        return written.substring(from, to);
    }

    /** Whether a word of Latin letters, or a number, goes on across this place of the key. */
    boolean isInsideAWord(int keyIndex) {
        if (keyIndex <= 0 || keyIndex >= key.length || keyOrigin[keyIndex] != keyOrigin[keyIndex - 1] + 1) {
            return false;
        }
        char before = key[keyIndex - 1];
        char behind = key[keyIndex];
        return (isLatin(before) && isLatin(behind)) || (Character.isDigit(before) && Character.isDigit(behind));
    }

    static boolean isLatin(char c) {
        return c < 0x250 && Character.isLetter(c);
    }

    public static boolean isKanji(char c) {
        return (c >= '一' && c <= '鿿') || c == '々';
    }

    public static boolean isHiragana(char c) {
        return c >= 'ぁ' && c <= 'ゟ';
    }
}
