package org.catalogsync.chat.compose;

import java.text.Normalizer;

/** One spelling for what a reader takes for the same: widths, dashes, quotes, blanks and signs without a shape. */
final class Folded {

    private Folded() {}

    /** With its capitals; {@link #lower} has as many characters. */
    static String of(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder(compatible.length());
        compatible
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(c -> {
                    int sign = sign(c);
                    boolean second = sign == ' ' && !folded.isEmpty() && folded.charAt(folded.length() - 1) == ' ';
                    if (!second) {
                        folded.appendCodePoint(sign);
                    }
                });
        return folded.toString().strip();
    }

    private static int sign(int c) {
        return switch (c) {
            case '‐', '‑', '‒', '–', '—', '―', '−', '⁃' -> '-';
            case '〜', '～', '∼' -> '~';
            case '’', '‘', '`', '´' -> '\'';
            case '，' -> ',';
            default -> Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c) ? ' ' : c;
        };
    }

    /** Letter by letter, so that places in both are the same. */
    static String lower(String folded) {
        StringBuilder lower = new StringBuilder(folded);
        for (int i = 0; i < lower.length(); i++) {
            lower.setCharAt(i, Character.toLowerCase(lower.charAt(i)));
        }
        return lower.toString();
    }
}
