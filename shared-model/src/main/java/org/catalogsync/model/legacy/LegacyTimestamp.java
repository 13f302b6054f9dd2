package org.catalogsync.model.legacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Timestamps {@code yyyy-MM-dd HH:mm:ss[.SSSSSSSSS]} of one declared zone, as DMS and the ERP write them; {@code T} and slashes are understood too. */
public final class LegacyTimestamp {
    private final ZoneId zone;

    public LegacyTimestamp(ZoneId zone) {
        this.zone = zone;
    }

    /** The instant, or null where the text is no timestamp. */
    public @Nullable Instant parse(String text) {
        LocalDateTime local = local(LegacyChars.trim(text));
        return local == null ? null : local.atZone(zone).toInstant();
    }

    private static @Nullable LocalDateTime local(String text) {
        if (text.length() < 19
                || (text.charAt(10) != ' ' && text.charAt(10) != 'T')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        LocalDate day = LegacyDate.parse(text.substring(0, 10));
        int hour = LegacyDate.digits(text, 11, 13);
        int minute = LegacyDate.digits(text, 14, 16);
        int second = LegacyDate.digits(text, 17, 19);
        int nanos = nanos(text);
        if (day == null
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59
                || nanos < 0) {
            return null;
        }
        return day.atTime(hour, minute, second, nanos);
    }

    private static int nanos(String text) {
        int length = text.length();
        if (length == 19) {
            return 0;
        }
        if (text.charAt(19) != '.' || length == 20 || length > 29) {
            return -1;
        }
        int nanos = LegacyDate.digits(text, 20, length);
        for (int i = length; i < 29 && nanos > 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }
}
