package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the shards; one of them is killed, and the shards are split, while changes come. */
class InstancesTest {
    private static final int KEYS = 150;
    private static final int PER_SECOND = 100;

    private final Map<String, Integer> truth = new HashMap<>();
    private final Map<String, Long> placed = new HashMap<>();
    private final Random random = new Random(11);
    private final List<String> keys = SyntheticKeys.isbns(KEYS);
    private long position = 1_000;

    @TempDir
    Path folder;

    @Test
    void aKillAndAReshardUnderLoadLoseNothingAndApplyNothingBackwards() throws Exception {
        List<Process> instances = new ArrayList<>();
        try (Shop shop = new Shop("pair", 2)) {
            instances.add(start(shop, "first"));
            instances.add(start(shop, "second"));
            feed(shop, Duration.ofSeconds(2));
            await("the first changes", () -> applied(shop) > 0);
            Versions versions = new Versions(shop);

            feed(shop, Duration.ofSeconds(4));
            versions.look();
            instances.getFirst().destroyForcibly().waitFor();
            feed(shop, Duration.ofSeconds(4));
            versions.look();
            shop.splitFirstShard();
            feed(shop, Duration.ofSeconds(4));
            versions.look();

            await("all of the truth", () -> stock(shop).equals(truth));
            versions.look();
            assertThat(versions.backwards).isEmpty();
            assertThat(shop.deadLetters()).isZero();
        } finally {
            for (Process instance : instances) {
                instance.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private Process start(Shop shop, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx300m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Instance.class.getName()));
        command.addAll(Arrays.asList(shop.properties()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(shop.environment);
        return builder.start();
    }

    /** As many as the clock says are due. */
    private void feed(Shop shop, Duration duration) throws InterruptedException {
        Instant began = Instant.now();
        int put = 0;
        while (Instant.now().isBefore(began.plus(duration))) {
            int due = Math.toIntExact(Duration.between(began, Instant.now()).toMillis() * PER_SECOND / 1_000);
            List<byte[]> records = new ArrayList<>();
            for (; put < due; put++) {
                records.add(next());
            }
            shop.put(records.toArray(byte[][]::new));
            Thread.sleep(100);
        }
    }

    private byte[] next() {
        String key = keys.get(random.nextInt(keys.size()));
        int quantity = random.nextInt(1_000);
        boolean known = truth.containsKey(key);
        boolean goes = known && random.nextInt(10) == 0;
        position += 10;
        placed.put(key, position);
        if (goes) {
            truth.remove(key);
        } else {
            truth.put(key, quantity);
        }
        String operation = goes ? "delete" : known ? "update" : "insert";
        return Dms.change(operation, position, Instant.now())
                .data(Dms.row(key, "ONE PIECE 1", quantity))
                .bytes();
    }

    private Map<String, Integer> stock(Shop shop) {
        Map<String, Integer> stock = new HashMap<>();
        items(shop).values().forEach(item -> {
            if (item instanceof StoredItem.Live live) {
                stock.put(live.isbn().value(), live.product().quantityAvailable());
            }
        });
        return stock;
    }

    private int applied(Shop shop) {
        return items(shop).size();
    }

    private Map<Isbn, StoredItem> items(Shop shop) {
        return shop.stores.products().getAll(keys.stream().map(Isbn::new).toList());
    }

    /** What the versions of the keys were at each look. */
    private final class Versions {
        private final Shop shop;
        private final Map<Isbn, SourceVersion> seen = new HashMap<>();
        final List<String> backwards = new ArrayList<>();

        Versions(Shop shop) {
            this.shop = shop;
        }

        void look() {
            items(shop).forEach((isbn, item) -> {
                SourceVersion now = item.stamp().sourceVersion();
                SourceVersion before = seen.put(isbn, now);
                if (before != null && now.compareWith(before) < 0) {
                    backwards.add(isbn + ": " + before + ", then " + now);
                }
            });
        }
    }
}
