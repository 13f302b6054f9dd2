package org.catalogsync.sync.sample;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The forms in which an old ERP writes numbers, dates and kana. */
final class Forms {
    private static final String KATAKANA = "ァアィイゥウェエォオカキクケコサシスセソタチッツテトナニヌネノハヒフヘホマミムメモャヤュユョヨラリルレロワヲンー・\u3099\u309A";
    private static final String HALF_WIDTH = "ｧｱｨｲｩｳｪｴｫｵｶｷｸｹｺｻｼｽｾｿﾀﾁｯﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓｬﾔｭﾕｮﾖﾗﾘﾙﾚﾛﾜｦﾝｰ･ﾞﾟ";
    private static final LocalDate FIRST_DAY_OF_REIWA = LocalDate.of(2019, 5, 1);

    private Forms() {}

    static String fullWidth(String digits) {
        StringBuilder wide = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            wide.append(c >= '0' && c <= '9' ? (char) (c - '0' + '０') : c);
        }
        return wide.toString();
    }

    static String halfWidth(String text) {
        StringBuilder narrow = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'ァ' && c <= 'ー') {
                // ガ is two half-width characters: ｶ and its voice mark
                Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
                        .chars()
                        .forEach(part -> narrow.append(HALF_WIDTH.charAt(KATAKANA.indexOf(part))));
            } else {
                narrow.append(c);
            }
        }
        return narrow.toString();
    }

    private static String grouped(int number) {
        return number < 1_000 ? String.valueOf(number) : number / 1_000 + "," + padded(number % 1_000, 3);
    }

    private static String padded(int number, int width) {
        String digits = String.valueOf(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    static String quantity(int number, Dice dice) {
        return switch (dice.roll(40)) {
            case 0 -> fullWidth(String.valueOf(number));
            case 1, 2 -> grouped(number);
            default -> String.valueOf(number);
        };
    }

    static String price(int yen, Dice dice) {
        return switch (dice.roll(8)) {
            case 0 -> grouped(yen);
            case 1 -> "¥" + grouped(yen);
            case 2 -> grouped(yen) + "円";
            case 3 -> fullWidth(String.valueOf(yen)) + "円";
            default -> String.valueOf(yen);
        };
    }

    /** @param day from 1989-01-08, the first one of Heisei */
    static String date(LocalDate day, Dice dice) {
        int month = day.getMonthValue();
        int ofMonth = day.getDayOfMonth();
        return switch (dice.roll(8)) {
            case 0, 1 -> day.getYear() + padded(month, 2) + padded(ofMonth, 2);
            case 2, 3 -> day.getYear() + "/" + padded(month, 2) + "/" + padded(ofMonth, 2);
            case 4 ->
                isReiwa(day)
                        ? "R" + (day.getYear() - 2018) + "." + month + "." + ofMonth
                        : "H" + (day.getYear() - 1988) + "." + month + "." + ofMonth;
            case 5 ->
                isReiwa(day)
                        ? "令和" + yearOfEra(day.getYear() - 2018) + "年" + month + "月" + ofMonth + "日"
                        : "平成" + yearOfEra(day.getYear() - 1988) + "年" + month + "月" + ofMonth + "日";
            default -> day.getYear() + "-" + padded(month, 2) + "-" + padded(ofMonth, 2);
        };
    }

    private static boolean isReiwa(LocalDate day) {
        return !day.isBefore(FIRST_DAY_OF_REIWA);
    }

    private static String yearOfEra(int year) {
        return year == 1 ? "元" : String.valueOf(year);
    }

    /** As DMS writes it, by the clocks of Tokyo. */
    static String timestamp(long epochSecond) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.ofHours(9));
        return local.getYear() + "-" + padded(local.getMonthValue(), 2) + "-" + padded(local.getDayOfMonth(), 2) + " "
                + padded(local.getHour(), 2) + ":" + padded(local.getMinute(), 2) + ":" + padded(local.getSecond(), 2)
                + ".000000";
    }
}
