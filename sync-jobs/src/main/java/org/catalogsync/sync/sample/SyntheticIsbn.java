package org.catalogsync.sync.sample;

/** ISBNs that belong to nobody: 978-4-99-NNNNNN, then 978-4-98-, 978-4-97-. */
final class SyntheticIsbn {
    private static final int PER_RANGE = 1_000_000;
    private static final int FIRST_RANGE = 99;
    /** Differs from the other ranges in both digits, so that a misprint in it is never one character away from a volume that exists. */
    private static final int MISPRINTS = 66;

    private SyntheticIsbn() {}

    /** The canonical key of a volume. */
    static String key(long index) {
        String twelve = "9784" + nine(index).substring(1);
        return twelve + checkDigit13(twelve);
    }

    /** The group's 4, the publisher and the number. */
    private static String nine(long index) {
        return digits(FIRST_RANGE - (int) (index / PER_RANGE), index);
    }

    private static String digits(int range, long index) {
        return String.valueOf(4_00_000_000 + range * PER_RANGE + (int) (index % PER_RANGE));
    }

    /** A volume's ISBN in one of the forms that shops write. */
    static String written(long index, Dice dice) {
        String key = key(index);
        return switch (dice.roll(20)) {
            case 0 -> Forms.fullWidth(key);
            case 1, 2, 3 -> hyphenated(key);
            case 4 -> nine(index) + checkDigit10(nine(index));
            case 5 -> "4-" + key.substring(4, 6) + "-" + key.substring(6, 12) + "-" + checkDigit10(nine(index));
            default -> key;
        };
    }

    private static String hyphenated(String key) {
        return "978-4-" + key.substring(4, 6) + "-" + key.substring(6, 12) + "-" + key.charAt(12);
    }

    /** Thirteen digits of which the last is wrong. */
    static String misprinted(long index) {
        String twelve = "978" + digits(MISPRINTS, index);
        return twelve + (checkDigit13(twelve) + 1 + (int) (index % 9)) % 10;
    }

    /** Not the form of an ISBN. */
    static String malformed(long index, Dice dice) {
        String digits = "978" + digits(MISPRINTS, index);
        return switch (dice.roll(3)) {
            case 0 -> digits.substring(0, 11);
            case 1 -> digits + "00";
            default -> "ISBN未定";
        };
    }

    private static int checkDigit13(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (10 - sum % 10) % 10;
    }

    private static char checkDigit10(String nine) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (nine.charAt(i) - '0') * (10 - i);
        }
        int digit = (11 - sum % 11) % 11;
        return digit == 10 ? 'X' : (char) ('0' + digit);
    }
}
