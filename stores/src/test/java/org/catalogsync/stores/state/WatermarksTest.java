package org.catalogsync.stores.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the two records say together. */
class WatermarksTest {
    private static final String BEFORE = "2026-11-23T12:00:00Z";
    private static final String NIGHT = "2026-11-24T18:00:00Z";
    private static final String NOW = "2026-11-25T01:00:00Z";

    private final Map<String, Map<String, String>> records = new HashMap<>();
    private final Watermarks watermarks = new Watermarks(new Records());

    @Test
    void nothingIsKnownWhereNobodyHasWritten() {
        assertThat(watermarks.stream()).isEmpty();
        assertThat(watermarks.night()).isEmpty();
        assertThat(watermarks.everyProduct()).isEmpty();
    }

    @Test
    void theStreamGoesOnWhereANightHasBroughtWhatLiesBeforeIt() {
        night();
        stream(BEFORE, NOW);

        assertThat(watermarks.stream()).contains(Instant.parse(NOW));
        assertThat(watermarks.night()).contains(Instant.parse(NIGHT));
        assertThat(watermarks.everyProduct()).contains(Instant.parse(NOW));
    }

    @Test
    void betweenANightAndAStreamThatBeganLaterAnythingMayHaveHappened() {
        night();
        stream("2026-11-24T20:00:00Z", NOW);

        assertThat(watermarks.stream()).contains(Instant.parse(NOW));
        assertThat(watermarks.everyProduct()).contains(Instant.parse(NIGHT));
    }

    @Test
    void aStreamAloneKnowsOnlyWhatHasChanged() {
        stream(BEFORE, NOW);

        assertThat(watermarks.everyProduct()).isEmpty();
    }

    @Test
    void theNightCountsWhereTheStreamIsBehindItOrTellsNone() {
        night();
        stream(BEFORE, "2026-11-24T17:59:59Z");
        assertThat(watermarks.everyProduct()).contains(Instant.parse(NIGHT));

        records.put("stream", Map.of("since", BEFORE, "heartbeat", NOW));

        assertThat(watermarks.stream()).isEmpty();
        assertThat(watermarks.everyProduct()).contains(Instant.parse(NIGHT));
    }

    @Test
    void onlyTheGenerationThatTheNightBuiltIsAsNewAsTheNight() {
        assertThat(watermarks.generation("manga-catalog-0000000007")).isEmpty();
        records.put("nightly", Map.of("run", "7", "watermark", NIGHT, "generation", "manga-catalog-0000000007"));
        stream(BEFORE, NOW);

        assertThat(watermarks.generation("manga-catalog-0000000007")).contains(Instant.parse(NIGHT));
        assertThat(watermarks.generation("manga-catalog-0000000006")).isEmpty();
    }

    private void night() {
        records.put("nightly", Map.of("run", "7", "watermark", NIGHT));
    }

    private void stream(String since, String watermark) {
        records.put("stream", Map.of("since", since, "heartbeat", watermark, "watermark", watermark));
    }

    private final class Records implements SyncState {
        @Override
        public void createIfAbsent() {
            // They are there.
        }

        @Override
        public Optional<Entry> find(String name) {
            return Optional.ofNullable(records.get(name)).map(fields -> new Entry(name, fields, 1));
        }

        @Override
        public boolean replace(String name, Map<String, String> fields, long expectedVersion) {
            throw new UnsupportedOperationException("who reads watermarks writes none");
        }
    }
}
