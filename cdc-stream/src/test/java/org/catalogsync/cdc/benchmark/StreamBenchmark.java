package org.catalogsync.cdc.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.catalogsync.cdc.stream.Shop;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Not a test: it prints, and fails only where the work was not done. Not part of the build. */
class StreamBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ROUNDS = 5;
    private static final int RECORDS = 100_000;
    private static final int KEYS = 20_000;
    private static final int BATCH = 500;

    /** Decode, order, decide, announce over a table in memory, beside a loop that parses and puts. */
    @Test
    void throughput() {
        List<byte[]> records = records();
        System.out.printf(
                Locale.ROOT, "throughput, %,d changes of %,d keys, batches of %d, one thread%n", RECORDS, KEYS, BATCH);
        for (int round = 0; round <= ROUNDS; round++) {
            double bare = perSecond(() -> bare(records));
            double flow = perSecond(() -> flow(records));
            // The first round warms up.
            if (round > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "  round %d: flow %,9.0f/s, bare loop %,9.0f/s, ratio %.2f%n",
                        round,
                        flow,
                        bare,
                        flow / bare);
            }
        }
    }

    private static List<byte[]> records() {
        List<String> keys = SyntheticKeys.isbns(KEYS);
        Random random = new Random(5);
        Instant at = Instant.now().minusSeconds(60);
        List<byte[]> records = new ArrayList<>(RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            String key = keys.get(random.nextInt(KEYS));
            records.add(Dms.change("update", i + 1L, at)
                    .data(Dms.row(key, "ONE PIECE 1", random.nextInt(1_000)))
                    .bytes());
        }
        return records;
    }

    private static double perSecond(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return RECORDS / ((System.nanoTime() - began) / 1e9);
    }

    private static void flow(List<byte[]> records) {
        int[] announced = {0};
        Rig rig = new Rig(Clock.systemUTC(), UnaryOperator.identity(), new RecordedBus() {
            @Override
            public void publish(List<Event> all) {
                announced[0] += all.size();
            }
        });
        for (int from = 0; from < records.size(); from += BATCH) {
            rig.handle(records.subList(from, Math.min(records.size(), from + BATCH))
                    .toArray(byte[][]::new));
        }
        assertThat(announced[0]).isPositive();
        assertThat(rig.table.items()).isNotEmpty();
    }

    /** What somebody would write in an afternoon: last one wins, no versions, no events. */
    private static void bare(List<byte[]> records) {
        Map<String, JsonNode> table = new HashMap<>();
        for (byte[] record : records) {
            JsonNode data = JSON.readTree(record).path("data");
            table.put(data.path("ISBN").asString(), data);
        }
        assertThat(table).isNotEmpty();
    }

    /** From the commit until a reader sees it, in each store, on the embedded parts. */
    @Test
    void latency() throws Exception {
        try (Shop shop = new Shop("speed", 2)) {
            shop.start();
            Shop.await(
                    "ready",
                    () -> shop.get("/health/ready").path("status").asString().equals("UP"));
            measure(shop, 20, Duration.ofSeconds(10), "warm-up");
            measure(shop, 100, Duration.ofSeconds(30), "100 changes/s");
            measure(shop, 1_000, Duration.ofSeconds(20), "1,000 changes/s");
        }
    }

    private long position = 1;
    private int samples;

    private void measure(Shop shop, int rate, Duration duration, String name) throws Exception {
        List<String> keys = SyntheticKeys.isbns(4_000);
        List<Future<long[]>> watched = new ArrayList<>();
        Random random = new Random(9);
        Instant began = Instant.now();
        int put = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (Instant.now().isBefore(began.plus(duration))) {
                int due = Math.toIntExact(Duration.between(began, Instant.now()).toMillis() * rate / 1_000);
                List<byte[]> records = new ArrayList<>();
                if (due > put) {
                    // One change of each call is watched, under a key and a title that no other change has.
                    samples++;
                    String key = SyntheticKeys.isbns(8_000).get(7_999 - samples % 3_900);
                    String title = "計測" + samples + "番";
                    cache(shop, key);
                    Instant commit = Instant.now();
                    records.add(Dms.change("update", ++position, commit)
                            .data(Dms.row(key, title, samples % 900))
                            .bytes());
                    put++;
                    watched.add(threads.submit(() -> watch(shop, key, title, commit)));
                }
                for (; put < due; put++) {
                    records.add(Dms.change("update", ++position, Instant.now())
                            .data(Dms.row(keys.get(random.nextInt(keys.size())), "ONE PIECE 1", random.nextInt(900)))
                            .bytes());
                }
                for (int from = 0; from < records.size(); from += BATCH) {
                    shop.put(records.subList(from, Math.min(records.size(), from + BATCH))
                            .toArray(byte[][]::new));
                }
                Thread.sleep(250);
            }
            Duration fed = Duration.between(began, Instant.now());
            List<long[]> seen = new ArrayList<>();
            for (Future<long[]> watch : watched) {
                seen.add(watch.get(3, TimeUnit.MINUTES));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d put in %d s (%.0f/s), %d watched%n",
                    name,
                    put,
                    fed.toSeconds(),
                    put / (fed.toMillis() / 1e3),
                    seen.size());
            print("DynamoDB", seen, 0);
            print("Redis", seen, 1);
            print("search", seen, 2);
        }
    }

    private static void cache(Shop shop, String key) {
        AnswerCache cache = shop.stores.cache();
        cache.fill("answer-" + key, "old", cache.token(List.of(new Isbn(key))), Duration.ofMinutes(5));
    }

    private static long[] watch(Shop shop, String key, String title, Instant commit) throws Exception {
        Isbn isbn = new Isbn(key);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> table = threads.submit(() -> millisUntil(
                    commit,
                    () -> shop.stores.products().get(isbn).orElse(null) instanceof StoredItem.Live live
                            && live.product().title().equals(title)));
            Future<Long> cache = threads.submit(() -> millisUntil(
                    commit, () -> shop.stores.cache().get("answer-" + key).isEmpty()));
            Future<Long> search = threads.submit(() -> millisUntil(
                    commit,
                    () -> shop.stores.index().searchText(title, 3).stream()
                            .anyMatch(hit ->
                                    hit.isbn().equals(isbn) && hit.title().equals(title))));
            return new long[] {table.get(), cache.get(), search.get()};
        }
    }

    private static long millisUntil(Instant commit, BooleanSupplier visible) throws InterruptedException {
        Instant end = commit.plus(Duration.ofMinutes(2));
        while (!visible.getAsBoolean() && Instant.now().isBefore(end)) {
            // Who watches longer looks less often, or the watchers would be what is measured.
            Thread.sleep(Duration.between(commit, Instant.now()).toMillis() < 1_000 ? 20 : 200);
        }
        return Duration.between(commit, Instant.now()).toMillis();
    }

    private static void print(String store, List<long[]> seen, int which) {
        long[] sorted =
                seen.stream().mapToLong(millis -> millis[which]).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "  %-9s p50 %,6d ms  p99 %,6d ms  max %,6d ms%n",
                store,
                sorted[sorted.length / 2],
                sorted[(int) Math.min(sorted.length - 1L, sorted.length * 99L / 100)],
                Arrays.stream(sorted).max().orElse(0));
    }
}
