package org.catalogsync.cdc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Lag lag = new Lag("opensearch", Duration.ofSeconds(30), meters);

    @Test
    void aStoreThatIsAwayBreaksThePromiseThoughNothingArrives() {
        lag.reached(NOON, NOON.plusSeconds(1));
        assertThat(broken()).isZero();

        lag.waits(Stream.of(NOON.plusSeconds(10), null, NOON.plusSeconds(5)), NOON.plusSeconds(65));

        assertThat(lag.millis()).isEqualTo(60_000);
        assertThat(broken()).isEqualTo(1);
        assertThat(meters.get("catalog.sync.lag").timer().count())
                .as("only what arrived is measured")
                .isEqualTo(1);

        lag.reached(NOON.plusSeconds(70), NOON.plusSeconds(71));
        assertThat(broken()).isZero();
    }

    private double broken() {
        return meters.get("catalog.sync.freshness.broken").gauge().value();
    }
}
