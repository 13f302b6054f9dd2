package org.catalogsync.chat.compose;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers that are written as words, where they count something: 三冊 and 'three copies' become digits. Elsewhere such words are names and turns of speech. */
final class Numerals {
    private static final String DIGITS = "〇一二三四五六七八九";
    private static final Pattern KANJI = Pattern.compile(
            "(?<![〇零一二三四五六七八九十百千壱弐参万])[〇零一二三四五六七八九十百千壱弐参万]{1,12}(?=\\s*(?:冊|巻|卷|円|日(?!本)|部(?!屋)|点|個|本(?!日|作|棚|屋|店|人)|件|作品|割|週|か月|ヶ月|時(?!点)|年|タイトル|種))"
                    + "|(?<=残り|在庫|在庫は|在庫が|在庫数は|第)[〇零一二三四五六七八九十百千壱弐参]{1,12}");

    private static final List<String> WORDS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final String ONES = String.join("|", WORDS);
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(?:(" + String.join("|", TENS) + ")(?:[- ](" + ONES + "))?|(" + ONES + "))\\b(?:( hundred| thousand))?",
            Pattern.CASE_INSENSITIVE);
    /** 'One' alone is no number: 'this one', 'one of them'. */
    private static final Pattern COUNTS = Pattern.compile(
            "\\s+(?:more |last |remaining |single )?(?:cop|left|remain|in stock|available|book|day|unit|yen|week|month|hour|item|and\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern BEFORE = Pattern.compile(
            "(?s).*\\b(?:vol(?:ume)?s?\\.?|only|just|have|has|quantity(?: is)?|stock:?)\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SINGLE = Pattern.compile(
            "\\b(?:a single|the last|one last|one single|a last) (?=copy|one|book)", Pattern.CASE_INSENSITIVE);

    /** So far a word is looked for beside a number. */
    private static final int NEAR = 30;

    private Numerals() {}

    static String asDigits(String text) {
        String kanji = KANJI.matcher(text).replaceAll(found -> Long.toString(kanji(found.group())));
        String single = SINGLE.matcher(kanji).replaceAll("only 1 ");
        return ENGLISH.matcher(single).replaceAll(found -> english(found, single));
    }

    private static String english(MatchResult found, String text) {
        boolean one = "one".equalsIgnoreCase(found.group());
        if (one
                && !COUNTS.matcher(text.substring(found.end(), Math.min(text.length(), found.end() + NEAR)))
                        .matches()
                && !BEFORE.matcher(text.substring(Math.max(0, found.start() - NEAR), found.start()))
                        .matches()) {
            return found.group();
        }
        int tens = index(TENS, found.group(1));
        int value =
                tens >= 0 ? (tens + 2) * 10 + Math.max(0, index(WORDS, found.group(2))) : index(WORDS, found.group(3));
        String unit = found.group(4);
        return Integer.toString(unit == null ? value : value * (unit.strip().equalsIgnoreCase("hundred") ? 100 : 1000));
    }

    private static int index(List<String> words, @Nullable String word) {
        return word == null ? -1 : words.indexOf(word.toLowerCase(Locale.ROOT));
    }

    /** 二十三 is 23, 一二 is 12, 千五百 is 1,500. */
    static long kanji(String numeral) {
        long whole = 0;
        long sum = 0;
        long digit = 0;
        for (char sign : numeral.replace('零', '〇')
                .replace('壱', '一')
                .replace('弐', '二')
                .replace('参', '三')
                .toCharArray()) {
            long unit = unit(sign);
            if (unit == 1) {
                digit = digit * 10 + DIGITS.indexOf(sign);
            } else if (unit == 10_000) {
                whole += Math.max(1, sum + digit) * unit;
                sum = 0;
                digit = 0;
            } else {
                sum += Math.max(1, digit) * unit;
                digit = 0;
            }
        }
        return whole + sum + digit;
    }

    private static long unit(char sign) {
        return switch (sign) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            default -> 1;
        };
    }
}
