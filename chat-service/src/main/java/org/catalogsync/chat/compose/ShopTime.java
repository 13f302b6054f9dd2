package org.catalogsync.chat.compose;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import org.catalogsync.chat.lookup.Fact;

/** Times as customers read them: the shop's, to the minute. */
final class ShopTime {
    static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private ShopTime() {}

    static ZonedDateTime at(Instant instant) {
        return instant.atZone(ZONE);
    }

    /** Such as 2026-11-28 09:10. */
    static String minutes(Instant instant) {
        return MINUTES.format(at(instant));
    }

    /** The moment that holds for all of them. */
    static Instant oldest(Collection<Fact> facts) {
        return facts.stream().map(Fact::asOf).min(Instant::compareTo).orElseThrow();
    }
}
