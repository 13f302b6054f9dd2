package org.catalogsync.devstack.bedrock.speech;

import java.util.ArrayList;
import java.util.List;

/** The pieces in which a model reads and writes. */
public final class Tokens {

    private static final int LATIN_LETTERS = 4;
    private static final int JAPANESE_FROM = 0x2E7F;

    private Tokens() {}

    /** A guess near enough for accounting: a Japanese letter is a token, four Latin ones are. */
    public static int read(String text) {
        long wide = text.codePoints().filter(Tokens::isWide).count();
        long narrow = text.codePoints().count() - wide;
        return Math.toIntExact(wide + (narrow + LATIN_LETTERS - 1) / LATIN_LETTERS);
    }

    /** A text in the pieces in which it is written: 17 Japanese letters are ten, four Latin ones are one. Together they are the text. */
    public static List<String> written(String text) {
        int[] letters = text.codePoints().toArray();
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < letters.length; ) {
            int length = Math.min(lengthAt(letters, from, pieces.size()), letters.length - from);
            pieces.add(new String(letters, from, length));
            from += length;
        }
        return pieces;
    }

    private static int lengthAt(int[] letters, int from, int piece) {
        if (isWide(letters[from])) {
            return piece % 10 < 7 ? 2 : 1;
        }
        int length = 1;
        while (length < LATIN_LETTERS && from + length < letters.length && !isWide(letters[from + length])) {
            length++;
        }
        return length;
    }

    private static boolean isWide(int letter) {
        return letter > JAPANESE_FROM;
    }
}
