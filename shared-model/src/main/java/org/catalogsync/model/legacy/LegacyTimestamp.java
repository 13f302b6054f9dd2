package org.catalogsync.model.legacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps {@code yyyy-MM-dd HH:mm:ss[.SSSSSSSSS]} of one declared zone, as DMS and the ERP write them; {@code T} and slashes are understood too. Where the zone's clocks skip an hour or repeat one, java.time's choice holds: later by the
 * gap, or the earlier of the two.
 */
public final class LegacyTimestamp {
    private static final int SECONDS_A_DAY = 86_400;

    private final ZoneId zone;

    /** The zone's offset from {@link #steadySince} on; in Tokyo the last change was in 1951, so nearly every timestamp needs no more. */
    private final ZoneOffset steady;

    /** In local seconds since 1970; later than any timestamp where clocks still change. */
    private final long steadySince;

    public LegacyTimestamp(ZoneId zone) {
        this.zone = zone;
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> changes = rules.getTransitions();
        if (changes.isEmpty() || !rules.getTransitionRules().isEmpty()) {
            steady = rules.getOffset(Instant.EPOCH);
            steadySince = rules.isFixedOffset() ? Long.MIN_VALUE : Long.MAX_VALUE;
        } else {
            ZoneOffsetTransition last = changes.get(changes.size() - 1);
            steady = last.getOffsetAfter();
            // a day later no local time is in the gap or the overlap any more
            steadySince = last.getDateTimeAfter().plusDays(1).toEpochSecond(ZoneOffset.UTC);
        }
    }

    /** The instant, or null where the text is no timestamp. */
    public @Nullable Instant parse(String text) {
        int last = text.length() - 1;
        boolean spaced = last >= 0 && (LegacyChars.isSpace(text.charAt(0)) || LegacyChars.isSpace(text.charAt(last)));
        return parseTrimmed(spaced ? LegacyChars.trim(text) : text);
    }

    private @Nullable Instant parseTrimmed(String text) {
        if (text.length() < 19
                || !LegacyDate.isFixedWidth(text)
                || (text.charAt(10) != ' ' && text.charAt(10) != 'T')) {
            return null;
        }
        LocalDate day = LegacyDate.fixedWidth(text);
        int second = secondOfDay(text);
        int nanos = nanos(text);
        return day == null || second < 0 || nanos < 0
                ? null
                : instant(day.toEpochDay() * SECONDS_A_DAY + second, nanos);
    }

    private Instant instant(long localSecond, int nanos) {
        return localSecond >= steadySince
                ? Instant.ofEpochSecond(localSecond - steady.getTotalSeconds(), nanos)
                : LocalDateTime.ofEpochSecond(localSecond, nanos, ZoneOffset.UTC)
                        .atZone(zone)
                        .toInstant();
    }

    private static int secondOfDay(String text) {
        int hour = LegacyDate.digits(text, 11, 13);
        int minute = LegacyDate.digits(text, 14, 16);
        int second = LegacyDate.digits(text, 17, 19);
        boolean marked = text.charAt(13) == ':' && text.charAt(16) == ':';
        boolean onClock = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
        return marked && onClock ? (hour * 60 + minute) * 60 + second : -1;
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
