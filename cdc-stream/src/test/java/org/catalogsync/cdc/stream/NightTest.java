package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.catalogsync.cdc.decode.Aggregates;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The nightly job, as the process that operators start, beside changes through the whole stream. */
class NightTest {
    private static final String CAMPAIGN = "night.rate";
    private static final int PER_SECOND = Integer.getInteger(CAMPAIGN, 200);

    /** {@code -Dnight.rows} for a longer night. */
    private static final int ROWS = Integer.getInteger("night.rows", 500);

    private static final int GONE = -1;
    private static final Path JOBS =
            Path.of(System.getProperty("catalogsync.root"), "sync-jobs/target/sync-jobs-app.jar");

    private final Map<String, Integer> truth = new HashMap<>();
    private final Random random = new Random(17);
    private final AtomicBoolean feeding = new AtomicBoolean(true);
    private long position = 1_000;
    private int fed;
    private Duration took = Duration.ZERO;

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(
            named = CAMPAIGN,
            matches = ".+",
            disabledReason =
                    "a campaign of two minutes; the build has BusyNightTest of sync-jobs, docs/campaigns.md the command")
    void endsReconciledAndTheNewerValuesWin() throws Exception {
        assumeTrue(
                Files.exists(JOBS),
                "skipped: sync-jobs is not packaged; mvn verify does it, or mvn -pl sync-jobs -am package -DskipTests");
        try (Shop shop = new Shop("night", 2);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            // Both extracts are older than every change.
            Instant extracted = Instant.now().minus(Duration.ofHours(2));
            sample("first", extracted);
            sample("second", extracted.plus(Duration.ofHours(1)), "--change", "100", "--remove", "20", "--add", "20");
            assertThat(nightly(shop, "first").path("status").asString()).isEqualTo("COMPLETED");
            List<String> keys = keys(shop);
            shop.start();

            Future<?> feeder = thread.submit(() -> feed(shop, keys));
            JsonNode night;
            try {
                await(
                        "the stream applies",
                        () -> shop.get("/status").path("applied").asLong() > PER_SECOND);
                night = nightly(shop, "second");
            } finally {
                feeding.set(false);
            }
            feeder.get(1, TimeUnit.MINUTES);

            System.out.printf(
                    "%,d changes in %d s (%.0f/s) beside the night; not comparable %s, drift %s%n",
                    fed,
                    took.toSeconds(),
                    fed / (took.toMillis() / 1e3),
                    night.at("/reconcile/not_comparable"),
                    night.path("drift"));
            assertThat(night.path("status").asString()).isEqualTo("COMPLETED");
            assertThat(night.at("/reconcile/equal").asBoolean())
                    .as(night.toString())
                    .isTrue();
            assertThat(fed / (took.toMillis() / 1e3)).as("changes a second").isGreaterThan(PER_SECOND * 0.9);
            awaitTruth("table", () -> inTable(shop));
            String live = shop.stores.index().live().orElseThrow();
            assertThat(live).isEqualTo(night.path("generation").asString());
            awaitTruth("new generation", () -> inIndex(shop, live));
            assertThat(shop.deadLetters()).isZero();
            JsonNode compared = json(shop, "reconcile", "--json");
            assertThat(compared.path("equal").asBoolean())
                    .as(compared.toString())
                    .isTrue();
        }
    }

    private void awaitTruth(String where, Supplier<Map<String, Integer>> found) {
        try {
            await(where + " holds every last change", () -> found.get().equals(truth));
        } catch (AssertionError late) {
            assertThat(found.get()).as(late.getMessage()).containsExactlyInAnyOrderEntriesOf(truth);
        }
    }

    private void feed(Shop shop, List<String> keys) {
        Instant began = Instant.now();
        while (feeding.get()) {
            int due = Math.toIntExact(Duration.between(began, Instant.now()).toMillis() * PER_SECOND / 1_000);
            List<byte[]> records = new ArrayList<>();
            for (; fed < due && records.size() < 500; fed++) {
                records.add(next(keys.get(random.nextInt(keys.size()))));
            }
            if (!records.isEmpty()) {
                // In one record of Kinesis: its stand-in takes so many a second only while it is nearly empty.
                shop.put(Aggregates.of(records));
            }
            pause();
        }
        took = Duration.between(began, Instant.now());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] next(String key) {
        boolean there = truth.getOrDefault(key, 0) != GONE;
        // The sample writes some ISBNs in ways of its own: only what this stream has written can it delete by its key.
        int quantity = there && truth.containsKey(key) && random.nextInt(20) == 0 ? GONE : random.nextInt(1_000);
        truth.put(key, quantity);
        String operation = quantity == GONE ? "delete" : there ? "update" : "insert";
        return Dms.change(operation, position += 10, Instant.now())
                .data(Dms.row(key, "ONE PIECE 1", Math.max(0, quantity)))
                .bytes();
    }

    /** Keys of the catalogue, and some that only the stream knows. */
    private static List<String> keys(Shop shop) {
        List<String> keys = new ArrayList<>(SyntheticKeys.isbns(100));
        shop.stores
                .products()
                .scan(0, 1, null)
                .items()
                .forEach(item -> keys.add(item.isbn().value()));
        return keys;
    }

    private Map<String, Integer> inTable(Shop shop) {
        Map<String, Integer> found = new HashMap<>();
        Map<Isbn, StoredItem> items = shop.stores.products().getAll(isbns());
        truth.keySet()
                .forEach(key -> found.put(
                        key,
                        quantity(items.get(new Isbn(key)) instanceof StoredItem.Live live ? live.product() : null)));
        return found;
    }

    private Map<String, Integer> inIndex(Shop shop, String generation) {
        Map<String, Integer> found = new HashMap<>();
        truth.keySet().forEach(key -> found.put(key, GONE));
        for (IndexDocument document : shop.stores.index().get(generation, List.copyOf(isbns()))) {
            found.put(document.isbn().value(), quantity(document.product()));
        }
        return found;
    }

    private Set<Isbn> isbns() {
        return truth.keySet().stream().map(Isbn::new).collect(Collectors.toSet());
    }

    private static int quantity(@Nullable Product product) {
        return product == null ? GONE : product.quantityAvailable();
    }

    private void sample(String name, Instant extracted, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "sample",
                "--rows",
                String.valueOf(ROWS),
                "--out",
                folder.resolve(name).toString(),
                "--watermark",
                extracted.toString()));
        arguments.addAll(Arrays.asList(more));
        run(Map.of(), arguments);
    }

    private JsonNode nightly(Shop shop, String source) throws Exception {
        return json(shop, "nightly", "--source", "files:" + folder.resolve(source), "--json");
    }

    private JsonNode json(Shop shop, String... arguments) throws Exception {
        return JsonMapper.shared().readTree(run(shop.environment, List.of(arguments)));
    }

    /** What the command printed; it must end well. */
    private String run(Map<String, String> environment, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dcatalogsync.root=" + System.getProperty("catalogsync.root"),
                "-Dcatalog-sync.var-dir=" + folder.resolve("var"),
                "-jar",
                JOBS.toString()));
        command.addAll(arguments);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as(arguments.toString())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue())
                .as(arguments + ": " + Files.readString(err, StandardCharsets.UTF_8) + printed)
                .isZero();
        return printed;
    }
}
