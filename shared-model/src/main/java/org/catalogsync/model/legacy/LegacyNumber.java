package org.catalogsync.model.legacy;

/**
 * Whole numbers as people and old systems write them: {@code 1200}, {@code 1,200}, {@code １２００}, {@code -8}, {@code △8}; prices also {@code ¥1,234}, {@code \1,234}, {@code １２３４円}. Nothing else: {@code 12冊?} is not a number.
 */
public final class LegacyNumber {

    /** The answer for a text that is no number, or one beyond 32 bits; itself outside the range of answers. */
    public static final int UNREADABLE = Integer.MIN_VALUE;

    private LegacyNumber() {}

    /** A number without a unit. */
    public static int parse(String text) {
        int plain = plainDigits(text);
        return plain != UNREADABLE ? plain : new Scan(text).number();
    }

    /** A number that may carry a yen sign before it or 円 behind it. */
    public static int parseYen(String text) {
        int plain = plainDigits(text);
        return plain != UNREADABLE ? plain : new Scan(text).withoutYen().number();
    }

    /** What nearly every cell holds: up to nine ASCII digits. */
    private static int plainDigits(String text) {
        int length = text.length();
        if (length == 0 || length > 9) {
            return UNREADABLE;
        }
        int number = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNREADABLE;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** A window on the text that narrows as its outer marks are understood. */
    private static final class Scan {
        private final String text;
        private int from;
        private int to;

        Scan(String text) {
            this.text = text;
            to = text.length();
            trim();
        }

        private void trim() {
            while (from < to && LegacyChars.isSpace(text.charAt(from))) {
                from++;
            }
            while (to > from && LegacyChars.isSpace(text.charAt(to - 1))) {
                to--;
            }
        }

        Scan withoutYen() {
            if (to > from && text.charAt(to - 1) == '円') {
                to--;
            }
            int sign = from < to && isSign(text.charAt(from)) ? 1 : 0;
            if (from + sign < to && isYen(text.charAt(from + sign))) {
                // "-¥100" and "¥-100" are both written; keep the sign for number()
                if (sign == 0) {
                    from++;
                } else {
                    return new Scan(text.charAt(from) + text.substring(from + 2, to));
                }
            }
            trim();
            return this;
        }

        int number() {
            boolean negative = false;
            if (from < to && isSign(text.charAt(from))) {
                negative = text.charAt(from) != '+' && text.charAt(from) != '＋';
                from++;
            }
            long magnitude = magnitude();
            return magnitude < 0 || magnitude > Integer.MAX_VALUE
                    ? UNREADABLE
                    : (int) (negative ? -magnitude : magnitude);
        }

        /** -1 where the window is not digits with commas, if any, before every group of three. */
        private long magnitude() {
            long number = 0;
            int digits = 0;
            int sinceComma = -1;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c == ',' || c == '，') {
                    if (sinceComma < 0 ? digits == 0 || digits > 3 : sinceComma != 3) {
                        return -1;
                    }
                    sinceComma = 0;
                    continue;
                }
                int digit = LegacyChars.digit(c);
                if (digit < 0 || number > Integer.MAX_VALUE) {
                    return -1;
                }
                number = number * 10 + digit;
                digits++;
                if (sinceComma >= 0) {
                    sinceComma++;
                }
            }
            return digits == 0 || (sinceComma >= 0 && sinceComma != 3) ? -1 : number;
        }

        private static boolean isSign(char c) {
            return switch (c) {
                // triangles are how Japanese accounts print a negative
                case '-', '+', '－', '＋', '−', '△', '▲' -> true;
                default -> false;
            };
        }

        private static boolean isYen(char c) {
            // 0x5C is the yen sign on the ERP's screens and a backslash everywhere else
            return c == '¥' || c == '￥' || c == '\\' || c == '＼';
        }
    }
}
