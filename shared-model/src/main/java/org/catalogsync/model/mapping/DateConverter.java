package org.catalogsync.model.mapping;

import java.time.LocalDate;
import org.catalogsync.model.legacy.LegacyDate;

/** A day, in the Gregorian calendar or the eras. */
final class DateConverter implements Converter<LocalDate> {
    private static final Reading<LocalDate> NO_DATE = new Reading.Unreadable<>(
            Reading.Problem.FORM, "a day of the calendar, such as 2025-03-01, 20250301 or 令和7年3月1日");

    @Override
    public String name() {
        return "date";
    }

    @Override
    public Class<LocalDate> type() {
        return LocalDate.class;
    }

    @Override
    public Reading<LocalDate> read(String text) {
        LocalDate day = LegacyDate.parse(text);
        if (day != null) {
            return new Reading.Value<>(day);
        }
        return text.isBlank() ? Reading.absent() : NO_DATE;
    }

    @Override
    public boolean looksLike(String text) {
        return LegacyDate.parse(text) != null;
    }
}
