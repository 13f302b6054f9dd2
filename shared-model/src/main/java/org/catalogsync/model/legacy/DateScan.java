package org.catalogsync.model.legacy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the dates that are not fixed in width: separated Gregorian ones and those of the Japanese eras. */
final class DateScan {
    private final String text;
    private int at;

    DateScan(String text) {
        this.text = LegacyChars.trim(text);
    }

    @Nullable
    LocalDate parse() {
        Wareki era = Wareki.startingText(text);
        if (era == null) {
            int year = number(4);
            return year < 1000 ? null : isCompact() ? LegacyDate.day(year, number(2), number(2)) : finish(null, year);
        }
        at = era.prefixLength(text);
        int year = yearOfEra();
        return year < 1 ? null : finish(era, year);
    }

    /** Whether eight digits stand without separators, which here are full-width ones. */
    private boolean isCompact() {
        return text.length() == 8
                && LegacyChars.digit(text.charAt(4)) >= 0
                && LegacyChars.digit(text.charAt(5)) >= 0
                && LegacyChars.digit(text.charAt(6)) >= 0
                && LegacyChars.digit(text.charAt(7)) >= 0;
    }

    private int yearOfEra() {
        if (at < text.length() && text.charAt(at) == '元') {
            at++;
            return 1;
        }
        return number(2);
    }

    /** Either {@code 年[月[日]]} or three numbers with one separator between. */
    private @Nullable LocalDate finish(@Nullable Wareki era, int year) {
        char separator = at < text.length() ? LegacyDateMarks.fold(text.charAt(at++)) : 0;
        if (separator == '年') {
            return kanjiMarked(era, year);
        }
        if (separator != '-' && separator != '/' && separator != '.') {
            return null;
        }
        int month = number(2);
        if (at >= text.length() || LegacyDateMarks.fold(text.charAt(at++)) != separator) {
            return null;
        }
        int day = number(2);
        return at == text.length() ? day(era, year, month, day) : null;
    }

    private @Nullable LocalDate kanjiMarked(@Nullable Wareki era, int year) {
        if (at == text.length()) {
            return era == null ? LegacyDate.day(year, 1, 1) : era.firstDayOf(year);
        }
        int month = number(2);
        if (!take('月')) {
            return null;
        }
        int day = number(2);
        return take('日') && at == text.length() ? day(era, year, month, day) : null;
    }

    private static @Nullable LocalDate day(@Nullable Wareki era, int year, int month, int day) {
        return era == null ? LegacyDate.day(year, month, day) : era.day(year, month, day);
    }

    private boolean take(char mark) {
        if (at < text.length() && text.charAt(at) == mark) {
            at++;
            return true;
        }
        return false;
    }

    /** Up to so many digits of either width, -1 where there is none. */
    private int number(int most) {
        int number = -1;
        for (int taken = 0; taken < most && at < text.length(); taken++) {
            int digit = LegacyChars.digit(text.charAt(at));
            if (digit < 0) {
                break;
            }
            number = Math.max(number, 0) * 10 + digit;
            at++;
        }
        return number;
    }
}
