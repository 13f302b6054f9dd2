package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.state.Watermarks;
import org.junit.jupiter.api.Test;

/** The watermark of a real stream of two shards: it follows what is applied, through a split and a restart, and is never ahead of it. */
class WatermarkTest {
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final List<String> keys = SyntheticKeys.isbns(8);
    private final List<Put> puts = new ArrayList<>();
    private long position = 100;

    private record Put(String isbn, Instant committed) {}

    @Test
    void followsWhatIsAppliedAndIsNeverAheadOfIt() {
        try (Shop shop = new Shop("mark", 2, "catalog-sync.cdc.watermark-margin=" + MARGIN)) {
            Watermarks watermarks = new Watermarks(shop.stores.state());
            shop.start();
            putAndLook(shop, watermarks, 15);
            awaitLast(shop, watermarks);

            assertThat(shop.get("/metrics").asString()).contains("catalog_sync_stream_watermark_age_seconds");

            shop.stop();
            Optional<Instant> before = watermarks.stream();
            put(shop, keys.getFirst());
            assertThat(watermarks.stream()).isEqualTo(before);
            shop.start();
            awaitLast(shop, watermarks);
        }
    }

    private void putAndLook(Shop shop, Watermarks watermarks, int rounds) {
        for (int round = 0; round < rounds; round++) {
            // The last rounds touch one key only, so that one shard is idle.
            put(shop, keys.get(round < rounds / 2 ? round % keys.size() : 0));
            assertNotAhead(shop, watermarks);
        }
    }

    private void put(Shop shop, String isbn) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS); // DMS says no more than microseconds
        puts.add(new Put(isbn, now));
        shop.put(Dms.change("update", ++position, now)
                .data(Dms.row(isbn, "ONE PIECE 1", (int) (position % 100)))
                .bytes());
    }

    /** The watermark is read first: the table may only be further. */
    private void assertNotAhead(Shop shop, Watermarks watermarks) {
        Optional<Instant> watermark = watermarks.stream();
        if (watermark.isEmpty()) {
            return;
        }
        Map<Isbn, StoredItem> items =
                shop.stores.products().getAll(keys.stream().map(Isbn::new).toList());
        for (Put put : puts) {
            if (put.committed.isBefore(watermark.get())) {
                assertThat(items.get(new Isbn(put.isbn)))
                        .as("%s, committed before %s", put, watermark.get())
                        .isNotNull()
                        .satisfies(item ->
                                assertThat(item.stamp().sourceVersion().at()).isAfterOrEqualTo(put.committed));
            }
        }
    }

    private void awaitLast(Shop shop, Watermarks watermarks) {
        Instant last = puts.getLast().committed.minus(MARGIN);
        await("the watermark of the last change", () -> {
            assertNotAhead(shop, watermarks);
            return watermarks.stream().filter(at -> !at.isBefore(last)).isPresent();
        });
    }
}
