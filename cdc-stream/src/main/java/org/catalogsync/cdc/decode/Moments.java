package org.catalogsync.cdc.decode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.catalogsync.model.legacy.LegacyTimestamp;
import org.jspecify.annotations.Nullable;

/** Points in time as DMS writes them: ISO with {@code Z} or an offset, or clocks of UTC without one. */
final class Moments {
    private static final LegacyTimestamp UTC = new LegacyTimestamp(ZoneOffset.UTC);

    private Moments() {}

    /** The instant, or null where the text is none of the years 1 to 9999. */
    static @Nullable Instant parse(String text) {
        int length = text.length();
        boolean zulu = length > 0 && text.charAt(length - 1) == 'Z';
        Instant common = UTC.parse(zulu ? text.substring(0, length - 1) : text);
        return common != null || length > 40 ? common : withOffset(text);
    }

    private static @Nullable Instant withOffset(String text) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            return moment.getYear() < 1 || moment.getYear() > 9999 ? null : moment.toInstant();
        } catch (DateTimeException notIso) {
            return null;
        }
    }
}
