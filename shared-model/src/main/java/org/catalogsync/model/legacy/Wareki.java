package org.catalogsync.model.legacy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The eras of the Japanese calendar since it follows the Gregorian one, with their own first and last days. */
enum Wareki {
    // Meiji began in 1868, but Japan counted lunar months until the end of 1872: earlier dates have no Gregorian month
    // and day.
    MEIJI("明治", 'M', 1868, LocalDate.of(1873, 1, 1), LocalDate.of(1912, 7, 29)),
    TAISHO("大正", 'T', 1912, LocalDate.of(1912, 7, 30), LocalDate.of(1926, 12, 24)),
    SHOWA("昭和", 'S', 1926, LocalDate.of(1926, 12, 25), LocalDate.of(1989, 1, 7)),
    HEISEI("平成", 'H', 1989, LocalDate.of(1989, 1, 8), LocalDate.of(2019, 4, 30)),
    REIWA("令和", 'R', 2019, LocalDate.of(2019, 5, 1), LocalDate.MAX);

    private static final Wareki[] ERAS = values();

    private final String name;
    private final char letter;
    private final int firstYear;
    private final LocalDate first;
    private final LocalDate last;

    Wareki(String name, char letter, int firstYear, LocalDate first, LocalDate last) {
        this.name = name;
        this.letter = letter;
        this.firstYear = firstYear;
        this.first = first;
        this.last = last;
    }

    /** The era whose name or letter the text starts with. */
    static @Nullable Wareki startingText(String text) {
        for (Wareki era : ERAS) {
            if (era.prefixLength(text) > 0) {
                return era;
            }
        }
        return null;
    }

    /** How many characters of the text name this era, 0 where they do not. */
    int prefixLength(String text) {
        if (text.startsWith(name)) {
            return name.length();
        }
        return !text.isEmpty() && upperAscii(text.charAt(0)) == letter ? 1 : 0;
    }

    private static char upperAscii(char c) {
        char narrow = c >= 'Ａ' && c <= 'ｚ' ? (char) (c - 'Ａ' + 'A') : c;
        return narrow >= 'a' && narrow <= 'z' ? (char) (narrow - 'a' + 'A') : narrow;
    }

    /** A day of this era, null where it lies outside: 平成31年5月1日 was never written, that day was 令和元年. */
    @Nullable
    LocalDate day(int yearOfEra, int month, int day) {
        LocalDate date = yearOfEra < 1 ? null : LegacyDate.day(firstYear + yearOfEra - 1, month, day);
        return date == null || date.isBefore(first) || date.isAfter(last) ? null : date;
    }

    /** The first day of a year that belongs to this era. */
    @Nullable
    LocalDate firstDayOf(int yearOfEra) {
        LocalDate newYear = LocalDate.of(firstYear + yearOfEra - 1, 1, 1);
        LocalDate date = newYear.isBefore(first) ? first : newYear;
        return date.isAfter(last) || date.getYear() != newYear.getYear() ? null : date;
    }
}
