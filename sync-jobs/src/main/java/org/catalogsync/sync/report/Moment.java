package org.catalogsync.sync.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A point in time, to the second, by the clocks of the machines and of the shop. */
record Moment(String iso, String utc, String tokyo) {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    static Moment of(Instant at) {
        return new Moment(
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                FORM.format(at.atZone(ZoneOffset.UTC)),
                FORM.format(at.atZone(TOKYO)));
    }

    static @Nullable Moment ofNullable(@Nullable Instant at) {
        return at == null ? null : of(at);
    }
}
