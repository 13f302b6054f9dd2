package org.catalogsync.devstack.erp;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The thirteen digits of an ISBN as a number. What clerks wrote (hyphens, blanks, full-width digits, ISBN-10) leads to the same ones; whether the check digit is right is nothing that this ERP asks. */
final class IsbnKey {
    /** Of a text that is no ISBN. */
    static final long NONE = -1;

    private static final Pattern PLAIN = Pattern.compile("[0-9]{13}");
    private static final Pattern TEN = Pattern.compile("[0-9]{9}[0-9Xx]");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\-‐‑‒–−]");
    private static final long BOOKLAND = 978_000_000_000_0L;

    private IsbnKey() {}

    static long of(String written) {
        String digits = PLAIN.matcher(written).matches()
                ? written
                : BETWEEN.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                        .replaceAll("");
        if (PLAIN.matcher(digits).matches()) {
            return Long.parseLong(digits);
        }
        if (TEN.matcher(digits).matches()) {
            return withCheckDigit(BOOKLAND / 10 + Long.parseLong(digits.substring(0, 9)));
        }
        return NONE;
    }

    /** The next number of the same shelf, with a check digit that is right. */
    static long next(long key) {
        return withCheckDigit(key / 10 + 1);
    }

    static String digits(long key) {
        String digits = Long.toString(key);
        return "0".repeat(13 - digits.length()) + digits;
    }

    /** The ISBN-10 of the same volume; empty where there is none. */
    static String tenDigits(long key) {
        if (key < BOOKLAND || key >= BOOKLAND + 10_000_000_000L) {
            return "";
        }
        String nine = digits(key).substring(3, 12);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * (nine.charAt(i) - '0');
        }
        int check = (11 - sum % 11) % 11;
        return nine + (check == 10 ? "X" : String.valueOf(check));
    }

    private static long withCheckDigit(long twelve) {
        int sum = 0;
        long rest = twelve;
        for (int i = 11; i >= 0; i--) {
            sum += (int) (rest % 10) * (i % 2 == 0 ? 1 : 3);
            rest /= 10;
        }
        return twelve * 10 + (10 - sum % 10) % 10;
    }
}
