package org.catalogsync.sync.declaration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Reads moments that people write into declarations and on command lines. */
public final class Moments {

    private Moments() {}

    /**
     * Reads a moment.
     *
     * @param text {@code 2025-03-01T12:00:00Z}, {@code 2025-03-01T21:00:00+09:00}, or {@code 2025-03-01 21:00:00} by the zone's clocks
     * @throws DateTimeException for any other text
     */
    public static Instant parse(String text, ZoneId zone) {
        String iso = text.strip().replace(' ', 'T');
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeParseException withoutOffset) {
            return LocalDateTime.parse(iso).atZone(zone).toInstant();
        }
    }
}
