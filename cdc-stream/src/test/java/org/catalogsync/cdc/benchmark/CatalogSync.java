package org.catalogsync.cdc.benchmark;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.stream.Shop;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;

/** The stream as it is, with all that follows a write. */
final class CatalogSync implements Contender, AutoCloseable {
    private static final List<String> ENDS = List.of("applied", "repeated", "superseded", "overtaken", "quarantined");

    private final Shop shop;
    private final MeterRegistry meters;
    private final Watching watching = new Watching();
    private Future<Long> lastSearched = CompletableFuture.completedFuture(0L);

    CatalogSync(String name, int shards) {
        shop = new Shop(name, shards);
        meters = shop.start().getBean(MeterRegistry.class);
        Shop.await(
                "ready",
                () -> shop.get("/health/ready").path("status").asString().equals("UP"));
    }

    Map<String, String> environment() {
        return shop.environment;
    }

    @Override
    public String name() {
        return "catalog-sync";
    }

    /** An answer about the key, that has to go. */
    @Override
    public void expect(Mark mark) {
        AnswerCache cache = shop.stores.cache();
        // A change of the key that comes in between refuses the answer; none at all would be seen to go at once.
        Shop.await(
                "an answer is kept",
                () -> cache.fill(answer(mark), "old", cache.token(List.of(mark.isbn())), Duration.ofMinutes(5))
                        && cache.get(answer(mark)).isPresent());
    }

    private static String answer(Mark mark) {
        return "answer-" + mark.isbn();
    }

    @Override
    public void put(List<byte[]> records) {
        shop.put(records.toArray(byte[][]::new));
    }

    @Override
    public Map<Store, Future<Long>> watch(Mark mark) {
        Map<Store, Future<Long>> seen = new EnumMap<>(Store.class);
        Future<Long> table = watching.until(
                mark,
                () -> shop.stores.products().get(mark.isbn()).orElse(null) instanceof StoredItem.Live live
                        && live.product().title().equals(mark.title()));
        seen.put(Store.DYNAMODB, table);
        seen.put(
                Store.REDIS,
                watching.until(
                        mark, table, () -> shop.stores.cache().get(answer(mark)).isEmpty()));
        // One mark after the other, or the searches would be most of what the index has to do. A mark that overtakes
        // the
        // one before is told as late as that one.
        lastSearched = watching.until(mark, lastSearched, () -> found(mark));
        seen.put(Store.SEARCH, lastSearched);
        return seen;
    }

    private boolean found(Mark mark) {
        return shop.stores.index().searchText(mark.title(), 3).stream()
                .anyMatch(hit -> hit.isbn().equals(mark.isbn()) && hit.title().equals(mark.title()));
    }

    @Override
    public long done() {
        return ENDS.stream()
                .mapToLong(end -> Math.round(
                        meters.counter("catalog.sync.changes", "end", end).count()))
                .sum();
    }

    @Override
    public Map<String, Long> waiting() {
        Map<String, Long> waiting = new LinkedHashMap<>();
        for (String queue : List.of("index", "invalidate")) {
            waiting.put(
                    queue,
                    shop.stores.queue(shop.stream.replace("-cdc", "-" + queue)).approximateDepth());
        }
        return waiting;
    }

    /** Milliseconds from the commit to the store's own acknowledgement, summed over all changes, and how many they were. */
    record Acknowledged(double millis, long changes) {
        /** The mean since an earlier look. */
        double meanSince(Acknowledged before) {
            return (millis - before.millis) / Math.max(1, changes - before.changes);
        }
    }

    Acknowledged acknowledged(String store) {
        Timer timer = meters.get("catalog.sync.lag").tag("store", store).timer();
        return new Acknowledged(timer.totalTime(TimeUnit.MILLISECONDS), timer.count());
    }

    @Override
    public void close() {
        watching.close();
        shop.close();
    }
}
