package org.catalogsync.model.legacy;

import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** ISBNs as shops write them: 13 or 10 digits, hyphens or spaces between, full-width digits too. */
public final class LegacyIsbn {

    private LegacyIsbn() {}

    /** The canonical key, or null where the text is not well formed or its check digit is wrong. */
    public static @Nullable Isbn parse(String text) {
        if (Isbn.isCanonical(text) && isBookland(text)) {
            return new Isbn(text);
        }
        String compact = compact(text);
        if (compact.length() == 10 && isWellFormed10(compact)) {
            return checksOut10(compact) ? thirteen(compact) : null;
        }
        return isWellFormed13(compact) && Isbn.isCanonical(compact) ? new Isbn(compact) : null;
    }

    /** Whether the text has the form of an ISBN, whatever its check digit says. */
    public static boolean isWellFormed(String text) {
        String compact = compact(text);
        return isWellFormed10(compact) || isWellFormed13(compact);
    }

    /** The text with ASCII digits and without hyphens and spaces: what is left of an ISBN to compare with others when it cannot be read. */
    public static String compact(String text) {
        StringBuilder compact = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = LegacyChars.digit(c);
            if (digit >= 0) {
                compact.append((char) ('0' + digit));
            } else if (!isSeparator(c)) {
                compact.append(c == 'x' || c == 'Ｘ' || c == 'ｘ' ? 'X' : c);
            }
        }
        return compact.toString();
    }

    private static boolean isSeparator(char c) {
        return switch (c) {
            case '-', '‐', '‑', '–', '−', '－', 'ー' -> true;
            default -> LegacyChars.isSpace(c);
        };
    }

    private static boolean isBookland(String digits) {
        return digits.startsWith("978") || digits.startsWith("979");
    }

    private static boolean isWellFormed13(String compact) {
        return compact.length() == 13 && isBookland(compact) && leadingDigits(compact) == 13;
    }

    private static boolean isWellFormed10(String compact) {
        return compact.length() == 10
                && (leadingDigits(compact) == 10 || (leadingDigits(compact) == 9 && compact.charAt(9) == 'X'));
    }

    private static int leadingDigits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }

    private static boolean checksOut10(String ten) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            char c = ten.charAt(i);
            sum += (10 - i) * (c == 'X' ? 10 : c - '0');
        }
        return sum % 11 == 0;
    }

    private static Isbn thirteen(String ten) {
        String twelve = "978" + ten.substring(0, 9);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            int digit = twelve.charAt(i) - '0';
            sum += (i & 1) == 0 ? digit : 3 * digit;
        }
        return new Isbn(twelve + (char) ('0' + (10 - sum % 10) % 10));
    }
}
