package org.catalogsync.model.legacy;

/** The characters that legacy cells share, whatever they hold. */
final class LegacyChars {

    private LegacyChars() {}

    /** The value of an ASCII or full-width digit, otherwise -1. */
    static int digit(char c) {
        int digit = c - '0';
        if (digit >= 0 && digit <= 9) {
            return digit;
        }
        digit = c - '０';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\u3000' || (c >= '\t' && c <= '\r') || c == '\u00a0';
    }

    /** The text without the space around it, itself where there is none. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
