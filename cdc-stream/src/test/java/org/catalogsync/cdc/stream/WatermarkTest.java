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
import java.util.TreeMap;
import java.util.function.Consumer;
import org.catalogsync.cdc.Application;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.state.SyncState.Entry;
import org.catalogsync.stores.state.Watermarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.context.ConfigurableApplicationContext;

/** The watermark of a real stream of two shards: it follows what is applied, through a split, a merge and restarts, and is never ahead of it. Most of the time is waiting for a heartbeat, so the tests wait side by side. */
@Execution(ExecutionMode.CONCURRENT)
class WatermarkTest {
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final String FIRST = "shardId-000000000000";

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

            shop.splitFirstShard();
            putAndLook(shop, watermarks, 15);
            awaitLast(shop, watermarks);
            assertThat(held(shop)).doesNotContain(FIRST).hasSize(3);

            shop.mergeFirstShards();
            putAndLook(shop, watermarks, 15);
            awaitLast(shop, watermarks);
            assertThat(held(shop)).hasSize(2);

            assertThat(shop.get("/metrics").asString()).contains("catalog_sync_stream_watermark_age_seconds");

            shop.stop();
            Optional<Instant> before = watermarks.stream();
            put(shop, keys.getFirst());
            assertThat(watermarks.stream()).isEqualTo(before);
            shop.start();
            awaitLast(shop, watermarks);
        }
    }

    @Test
    void goesOnBehindASplitThatWasNotReadToItsEndOrOfWhoseEndNobodyWasTold() {
        try (Shop shop = new Shop("marksplit", 2, "catalog-sync.cdc.watermark-margin=" + MARGIN)) {
            Watermarks watermarks = new Watermarks(shop.stores.state());
            shop.start();
            putAndLook(shop, watermarks, 8);
            awaitLast(shop, watermarks);
            shop.stop();

            keys.forEach(key -> put(shop, key));
            shop.splitFirstShard();
            keys.forEach(key -> put(shop, key));
            shop.start();
            awaitLast(shop, watermarks);
            shop.stop();

            forgetTheEnd(shop);
            shop.start();
            put(shop, keys.getFirst());
            awaitLast(shop, watermarks);
            assertThat(held(shop)).doesNotContain(FIRST);
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "campaign.watermark",
            matches = "all",
            disabledReason = "a minute of it, part of the campaign (docs/campaigns.md); every build has InstancesTest")
    void twoInstancesComeThroughASplitAndOneOfThemGoes() {
        try (Shop shop = new Shop("marktwo", 2, "catalog-sync.cdc.watermark-margin=" + MARGIN);
                ConfigurableApplicationContext second = Application.start(shop.environment, shop.properties())) {
            Watermarks watermarks = new Watermarks(shop.stores.state());
            shop.start();
            putAndLook(shop, watermarks, 8);
            awaitLast(shop, watermarks);

            shop.splitFirstShard();
            putAndLook(shop, watermarks, 15);
            awaitLast(shop, watermarks);
            assertThat(second.isRunning()).isTrue();
            shop.stop();
            putAndLook(shop, watermarks, 8);
            awaitLast(shop, watermarks);
            assertThat(held(shop)).doesNotContain(FIRST).hasSize(3);
        }
    }

    /** As it was before ends were told, or as a process leaves it that dies before it has: the shard is in the record, and nobody says that it was read. */
    private static void forgetTheEnd(Shop shop) {
        change(shop, "cdc-shards:" + shop.stream, fields -> fields.remove("shard." + FIRST));
        change(shop, Watermarks.STREAM, fields -> fields.put("shard." + FIRST, fields.get(Watermarks.WATERMARK)));
        assertThat(held(shop)).contains(FIRST);
    }

    private static void change(Shop shop, String name, Consumer<Map<String, String>> change) {
        Entry entry = shop.stores.state().find(name).orElseThrow();
        Map<String, String> fields = new TreeMap<>(entry.fields());
        change.accept(fields);
        assertThat(shop.stores.state().replace(name, fields, entry.version())).isTrue();
    }

    /** The shards that are waited for. */
    private static List<String> held(Shop shop) {
        return shop.stores.state().find(Watermarks.STREAM).orElseThrow().fields().keySet().stream()
                .filter(name -> name.startsWith("shard."))
                .map(name -> name.substring("shard.".length()))
                .toList();
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
