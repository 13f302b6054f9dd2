package org.catalogsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.catalogsync.cdc.support.MemoryState;
import org.catalogsync.stores.state.SyncState.Entry;
import org.junit.jupiter.api.Test;

/** What a beat leaves in the record. */
class HeartbeatTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final MemoryState state = new MemoryState();

    @Test
    void keepsSinceWhenAndWhatItKnowsNothingOf() {
        state.replace(
                "stream",
                Map.of(
                        "since", "2026-11-20T00:00:00Z",
                        "heartbeat", NOON.minusSeconds(20).toString(),
                        "watermark", "2026-11-24T11:59:00Z"),
                0);

        new Heartbeat(state, at(NOON), null).beat();

        assertThat(stream().fields())
                .containsOnly(
                        Map.entry("since", "2026-11-20T00:00:00Z"),
                        Map.entry("heartbeat", NOON.toString()),
                        Map.entry("watermark", "2026-11-24T11:59:00Z"));
    }

    @Test
    void beginsAnewAfterAGapInWhichRecordsMayBeGone() {
        new Heartbeat(state, at(NOON), null).beat();
        Instant later = NOON.plus(Duration.ofHours(25));

        new Heartbeat(state, at(later), null).beat();

        assertThat(stream().fields()).containsEntry("since", later.toString());
    }

    @Test
    void writesNothingBetweenTwoBeatsWhenNothingIsNew() {
        Heartbeat heartbeat = new Heartbeat(state, at(NOON), null);

        heartbeat.beat();
        heartbeat.beat();

        assertThat(stream().version()).isEqualTo(1);
    }

    @Test
    void tellsTheAgeOfTheWatermarkOnceThereIsOne() {
        Heartbeat heartbeat = new Heartbeat(state, at(NOON), null);
        heartbeat.beat();
        assertThat(heartbeat.watermarkAge()).isNaN();
        state.replace("stream", Map.of("watermark", NOON.minusMillis(2_500).toString()), 1);

        heartbeat.beat();

        assertThat(heartbeat.watermarkAge()).isEqualTo(2.5);
    }

    private Entry stream() {
        return state.find("stream").orElseThrow();
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
