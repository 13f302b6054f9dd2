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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache.Token;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.catalogsync.stores.state.SyncState.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Two instances share the shards; one of them is killed, and the shards are split, while changes come. */
class InstancesTest {
    private static final int KEYS = 150;
    private static final int PER_SECOND = 100;
    private static final String HEARD = "pair-heard";
    private static final JsonMapper JSON = JsonMapper.shared();

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
        Set<String> announced = new HashSet<>();
        try (Shop shop = new Shop("pair", 2)) {
            listen(shop);
            instances.add(start(shop, "first"));
            instances.add(start(shop, "second"));
            feed(shop, Duration.ofSeconds(2));
            await("the first changes", () -> applied(shop) > 0);
            await("each has a shard of its own", () -> owners(shop).size() == 2);
            Versions versions = new Versions(shop);

            feed(shop, Duration.ofSeconds(4));
            versions.look();
            assertThat(owners(shop)).as("who reads at the moment of the kill").hasSize(2);
            instances.getFirst().destroyForcibly().waitFor();
            feed(shop, Duration.ofSeconds(4));
            versions.look();
            shop.splitFirstShard();
            feed(shop, Duration.ofSeconds(4));
            versions.look();

            await("all of the truth", () -> stock(shop).equals(truth));
            await("all of it in the index", () -> indexed(shop).equals(truth));
            await("no answer but a right one", () -> wrongAnswers(shop).isEmpty());
            await("every item announced as it is", () -> {
                announced.addAll(heard(shop));
                return announced.containsAll(ids(shop));
            });
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

    /** Who has a shard, by the record of the leases. */
    private static Set<String> owners(Shop shop) {
        return shop
                .stores
                .state()
                .find("cdc-shards:" + shop.stream)
                .map(Entry::fields)
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(field -> field.getKey().startsWith("shard."))
                .map(Map.Entry::getValue)
                .filter(owner -> !owner.equals("-"))
                .collect(Collectors.toSet());
    }

    private Map<String, Integer> indexed(Shop shop) {
        Map<String, Integer> stock = new HashMap<>();
        shop.stores.index().get(shop.generation, isbns()).forEach(document -> {
            if (document.product() != null) {
                stock.put(document.product().isbn().value(), document.product().quantityAvailable());
            }
        });
        return stock;
    }

    /** A queue of the test's own, which hears what is announced of items. */
    private static void listen(Shop shop) {
        shop.stores.events().createIfAbsent();
        MessageQueue heard = shop.stores.queue(HEARD);
        heard.createIfAbsent(10);
        shop.stores.events().route("pair-heard", "{\"source\": [\"manga-assist.catalog\"]}", heard.arn());
    }

    private static Set<String> heard(Shop shop) {
        MessageQueue queue = shop.stores.queue(HEARD);
        Set<String> ids = new HashSet<>();
        while (true) {
            List<Message> messages = queue.receive(10, Duration.ZERO, Duration.ofMinutes(1));
            if (messages.isEmpty()) {
                return ids;
            }
            messages.forEach(message -> ids.add(JSON.readTree(message.body())
                    .path("detail")
                    .path("event_id")
                    .asString()));
            queue.delete(messages);
        }
    }

    private Set<String> ids(Shop shop) {
        return items(shop).values().stream()
                .map(item -> item.isbn().value() + "@" + item.stamp().rev())
                .collect(Collectors.toSet());
    }

    /** As who answers does: token, read, fill. */
    private void ask(Shop shop) {
        for (Isbn isbn : isbns()) {
            Token token = shop.stores.cache().token(List.of(isbn));
            shop.stores.cache().fill("pair-" + isbn, answer(shop.item(isbn.value())), token, Duration.ofMinutes(5));
        }
    }

    private List<String> wrongAnswers(Shop shop) {
        Map<Isbn, StoredItem> items = items(shop);
        return isbns().stream()
                .filter(isbn -> shop.stores
                        .cache()
                        .get("pair-" + isbn)
                        .filter(answer -> !answer.equals(answer(Optional.ofNullable(items.get(isbn)))))
                        .isPresent())
                .map(Isbn::value)
                .toList();
    }

    private static String answer(Optional<StoredItem> item) {
        return item.filter(StoredItem.Live.class::isInstance)
                .map(StoredItem.Live.class::cast)
                .map(live -> Integer.toString(live.product().quantityAvailable()))
                .orElse("none");
    }

    private List<Isbn> isbns() {
        return keys.stream().map(Isbn::new).toList();
    }

    private int applied(Shop shop) {
        return items(shop).size();
    }

    private Map<Isbn, StoredItem> items(Shop shop) {
        return shop.stores.products().getAll(isbns());
    }

    /** What the versions of the keys were at each look. */
    private final class Versions {
        private final Shop shop;
        private final Map<Isbn, SourceVersion> seen = new HashMap<>();
        final List<String> backwards = new ArrayList<>();

        Versions(Shop shop) {
            this.shop = shop;
        }

        /** And somebody asks about every key. */
        void look() {
            ask(shop);
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
