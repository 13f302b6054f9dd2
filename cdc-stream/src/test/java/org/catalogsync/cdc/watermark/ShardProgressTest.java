package org.catalogsync.cdc.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.catalogsync.cdc.watermark.ShardProgress.Reached;
import org.junit.jupiter.api.Test;

/** When a commit counts as reached, read by read; a margin of five seconds. */
class ShardProgressTest {
    private static final Instant COMMITTED = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant ARRIVED = Instant.parse("2026-11-24T15:00:00Z");

    private final ShardProgress progress = new ShardProgress(Duration.ofSeconds(5));

    @Test
    void whenWhatCameTheMarginLaterIsHandled() {
        batch(1, COMMITTED, ARRIVED, false);
        batch(2, COMMITTED.plusSeconds(1), ARRIVED.plusMillis(4_999), false);
        assertThat(now().committed()).isEmpty();

        batch(3, COMMITTED.plusSeconds(2), ARRIVED.plusSeconds(5), false);

        assertThat(now().committed()).contains(COMMITTED);
    }

    @Test
    void whenAReadThatBeganTheMarginLaterFindsNothing() {
        batch(1, COMMITTED, ARRIVED, true);
        progress.nothingLeft("s", 1, seconds(5.9));
        assertThat(now().committed()).isEmpty();

        progress.nothingLeft("s", 1, seconds(6));

        assertThat(now().committed()).contains(COMMITTED);
        assertThat(now().drained()).isEqualTo(seconds(6));
    }

    @Test
    void notWhileABatchBehindItIsAtHand() {
        batch(1, COMMITTED, ARRIVED, true);
        progress.read("s", 1, seconds(7), seconds(7), true);
        progress.nothingLeft("s", 1, seconds(8));
        assertThat(now()).isEqualTo(new Reached(Optional.empty(), seconds(1)));

        progress.handled("s", Optional.empty(), ARRIVED.plusSeconds(6));

        assertThat(now()).isEqualTo(new Reached(Optional.of(COMMITTED), seconds(7)));
    }

    @Test
    void notUnderAnotherLease() {
        batch(1, COMMITTED, ARRIVED, true);
        progress.nothingLeft("s", 2, seconds(20));

        assertThat(progress.now(shard -> 2)).containsEntry("s", new Reached(Optional.empty(), seconds(20)));
        assertThat(progress.now(shard -> 0)).isEmpty();
    }

    @Test
    void laterButNeverTooEarlyWhereMoreWaitThanAreKept() {
        for (int i = 0; i < 1_000; i++) {
            batch(1 + i / 1_000.0, COMMITTED.plusSeconds(i), ARRIVED.plusMillis(i), false);
        }
        progress.nothingLeft("s", 1, seconds(6.03));
        assertThat(now().committed()).contains(COMMITTED.plusSeconds(30));

        progress.nothingLeft("s", 1, seconds(7));

        assertThat(now().committed()).contains(COMMITTED.plusSeconds(999));
    }

    private void batch(double second, Instant committed, Instant arrived, boolean wasAll) {
        progress.read("s", 1, seconds(second), seconds(second), wasAll);
        progress.handled("s", Optional.of(committed), arrived);
    }

    private Reached now() {
        return Objects.requireNonNull(progress.now(shard -> 1).get("s"));
    }

    private static long seconds(double seconds) {
        return Math.round(seconds * 1_000_000_000L);
    }
}
