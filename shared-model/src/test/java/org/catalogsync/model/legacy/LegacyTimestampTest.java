package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyTimestampTest {
    private static final LegacyTimestamp TOKYO = new LegacyTimestamp(ZoneId.of("Asia/Tokyo"));
    private static final DateTimeFormatter DMS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    @ParameterizedTest
    @CsvSource({
        "2025-03-01 12:34:56, 2025-03-01T03:34:56Z",
        "2025-03-01 12:34:56.5, 2025-03-01T03:34:56.500Z",
        "2025-03-01 12:34:56.000001, 2025-03-01T03:34:56.000001Z",
        "2025-03-01 12:34:56.123456789, 2025-03-01T03:34:56.123456789Z",
        "2025/03/01 00:00:00, 2025-02-28T15:00:00Z",
        "2025-03-01T12:34:56, 2025-03-01T03:34:56Z",
        "' 2025-03-01 12:34:56　', 2025-03-01T03:34:56Z"
    })
    void readsClocksOfTheDeclaredZone(String text, String instant) {
        assertThat(TOKYO.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-03-01",
                "2025-03-01 12:34",
                "2025-03-01 24:00:00",
                "2025-03-01 12:60:00",
                "2025-03-01 12:34:60",
                "2025-02-29 12:34:56",
                "2025-03-01 12:34:56.",
                "2025-03-01 12:34:56.1234567890",
                "2025-03-01 12:34:56Z",
                "2025-03-01 12:34:56+09:00",
                "2025-03-01 12-34-56",
                "2025-03/01 12:34:56",
                "0000-00-00 00:00:00",
                "yesterday at noon, or so"
            })
    void refusesWhatIsNoTimestamp(String text) {
        assertThat(TOKYO.parse(text)).isNull();
    }

    @Property
    void agreesWithJavaTimeInEveryZone(
            @ForAll @LongRange(min = -1_500_000_000L, max = 4_000_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 999_999) int micros,
            @ForAll @IntRange(min = 0, max = 4) int zone) {
        ZoneId id = ZoneId.of(new String[] {"Asia/Tokyo", "UTC", "+09:00", "Europe/Berlin", "America/Sao_Paulo"}[zone]);
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, micros * 1000, ZoneOffset.UTC);

        assertThat(new LegacyTimestamp(id).parse(local.format(DMS)))
                .isEqualTo(local.atZone(id).toInstant());
    }

    @Property
    void anyTextHasAnAnswer(@ForAll String text) {
        assertThat(TOKYO.parse("2025-03-01 12:34:5" + text))
                .satisfiesAnyOf(
                        instant -> assertThat(instant).isNull(),
                        instant -> assertThat(instant).isBetween("2025-03-01T03:34:50Z", "2025-03-01T03:35:00Z"));
    }
}
