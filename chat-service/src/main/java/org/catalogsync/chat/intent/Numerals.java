package org.catalogsync.chat.intent;

import java.util.List;

/** Numbers as they are written in words, in kanji and as the Romans did. */
final class Numerals {
    private static final String KANJI_DIGITS = "〇一二三四五六七八九";
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final List<String> NUMBERS = List.of(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                    .split(" ", -1));
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    /** Up to ninety-nine. */
    static final String WORD = "\\b(?:(?:" + String.join("|", TENS) + ")(?:[ -](?:"
            + String.join("|", NUMBERS.subList(0, 9)) + "))?|" + String.join("|", ORDINALS) + "|"
            + String.join("|", NUMBERS.reversed()) + ")\\b";

    private Numerals() {}

    /** A number in English, or in digits, without leading zeros. */
    static String ofWord(String written) {
        return Integer.toString(Character.isDigit(written.charAt(0)) ? Integer.parseInt(written) : number(written));
    }

    private static int number(String word) {
        int ordinal = ORDINALS.indexOf(word);
        int number = NUMBERS.indexOf(word);
        if (ordinal >= 0 || number >= 0) {
            return Math.max(ordinal, number) + 1;
        }
        String[] parts = word.split("[ -]", -1);
        return 20 + 10 * TENS.indexOf(parts[0]) + (parts.length < 2 ? 0 : NUMBERS.indexOf(parts[1]) + 1);
    }

    /** Up to xxxix, and Ⅲ, which is written iii by now. */
    static int ofRoman(String letters) {
        int sum = 0;
        for (int i = 0; i < letters.length(); i++) {
            int value = romanDigit(letters.charAt(i));
            boolean before = i + 1 < letters.length() && value < romanDigit(letters.charAt(i + 1));
            sum += before ? -value : value;
        }
        return sum;
    }

    private static int romanDigit(char letter) {
        return switch (letter) {
            case 'i' -> 1;
            case 'v' -> 5;
            default -> 10;
        };
    }

    /** 二十三 is 23, 百五 is 105. */
    static int ofKanji(String digits) {
        int sum = 0;
        int digit = 0;
        for (int i = 0; i < digits.length(); i++) {
            int unit = digits.charAt(i) == '十' ? 10 : digits.charAt(i) == '百' ? 100 : 1;
            if (unit == 1) {
                digit = digit * 10 + KANJI_DIGITS.indexOf(digits.charAt(i));
            } else {
                sum += Math.max(1, digit) * unit;
                digit = 0;
            }
        }
        return sum + digit;
    }
}
