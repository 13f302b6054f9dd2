package org.catalogsync.model.legacy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Days in every form that the ERP writes: {@code 2025-03-01}, {@code 2025/3/1}, {@code 20250301}, {@code 令和7年3月1日}, {@code R7.3.1}, {@code 平成元年}; full-width digits too. */
public final class LegacyDate {

    private LegacyDate() {}

    /** The day, or null where the text is no date or no such day is in the calendar or the era. A year alone is its first day within the era. */
    public static @Nullable LocalDate parse(String text) {
        if (text.length() == 10 && isFixedWidth(text)) {
            return fixedWidth(text);
        }
        if (text.length() == 8 && digits(text, 0, 8) >= 0) {
            return day(digits(text, 0, 4), digits(text, 4, 6), digits(text, 6, 8));
        }
        return new DateScan(text).parse();
    }

    /** Whether the text starts as {@code yyyy-MM-dd} or {@code yyyy/MM/dd} does, digits aside. */
    static boolean isFixedWidth(String text) {
        char separator = text.charAt(4);
        return (separator == '-' || separator == '/') && text.charAt(7) == separator;
    }

    /** The day of the first ten characters. */
    static @Nullable LocalDate fixedWidth(String text) {
        return day(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
    }

    /** The number that these ASCII digits write, -1 where there is another character. */
    static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The day, or null where the calendar has none. */
    static @Nullable LocalDate day(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return null;
        }
        boolean exists = day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth();
        return exists ? LocalDate.of(year, month, day) : null;
    }
}
