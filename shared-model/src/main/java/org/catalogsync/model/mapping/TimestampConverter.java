package org.catalogsync.model.mapping;

import java.time.Instant;
import java.time.ZoneId;
import org.catalogsync.model.legacy.LegacyTimestamp;

/** A moment, told by clocks of the declared zone. */
final class TimestampConverter implements Converter<Instant> {
    private static final Reading<Instant> NO_TIMESTAMP =
            new Reading.Unreadable<>(Reading.Problem.FORM, "a timestamp, such as 2025-03-01 12:34:56.000000");
    private final LegacyTimestamp timestamp;

    TimestampConverter(ZoneId zone) {
        timestamp = new LegacyTimestamp(zone);
    }

    @Override
    public String name() {
        return "timestamp";
    }

    @Override
    public Class<Instant> type() {
        return Instant.class;
    }

    @Override
    public Reading<Instant> read(String text) {
        Instant instant = timestamp.parse(text);
        if (instant != null) {
            return new Reading.Value<>(instant);
        }
        return text.isBlank() ? Reading.absent() : NO_TIMESTAMP;
    }

    @Override
    public boolean looksLike(String text) {
        return timestamp.parse(text) != null;
    }
}
