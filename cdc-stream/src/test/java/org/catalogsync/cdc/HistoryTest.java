package org.catalogsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.MemoryTable;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.events.EventBus;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens to the records of a history on their way, they end in the state of that history. */
class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> KEYS =
            List.of("9784088725093", "9784088725109", "9784088725116", "9784088725123");

    /** Permuted, delivered twice, cut into other batches, by two consumers at once, with a crash at any point of any batch. */
    @Property(tries = 400)
    void anyDeliveryEndsInTheStateOfTheOrderedHistory(@ForAll long seed) {
        assertThat(wrongs(seed, Guarantee.NONE)).as("seed " + seed).isEmpty();
    }

    /** The test of the test: without it, some seed ends wrong. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void eachGuaranteeIsNeeded(Guarantee takenAway) {
        List<String> wrongs = new ArrayList<>();
        for (long seed = 1; seed <= 400 && wrongs.isEmpty(); seed++) {
            wrongs.addAll(wrongs(seed, takenAway));
        }
        System.out.println("without " + takenAway + ": " + wrongs);
        assertThat(wrongs).isNotEmpty();
    }

    /** What can be taken away. */
    private enum Guarantee {
        NONE,
        /** A write holds whatever stands there now. */
        COMPARE_AND_SET,
        /** What was found done is announced again. */
        ANNOUNCE_ON_RETRY,
        /** The version decides, not the arrival. */
        VERSION_ORDER
    }

    /** What is wrong after the delivery of a random history; empty where all is right. */
    private static List<String> wrongs(long seed, Guarantee takenAway) {
        Random random = new Random(seed);
        History history = History.random(random);
        MemoryTable table = new MemoryTable(takenAway != Guarantee.COMPARE_AND_SET);
        RecordedBus announced = new RecordedBus();
        Crashes crashes = new Crashes(random, announced, takenAway);
        Rig first = new Rig(CLOCK, crashes.around(table), crashes.bus, takenAway != Guarantee.VERSION_ORDER);
        // The other consumer comes in between a read and a write of the first one.
        Rig second = new Rig(CLOCK, ignored -> table, crashes.steadyBus, takenAway != Guarantee.VERSION_ORDER);

        List<byte[]> records = new ArrayList<>(history.records);
        records.addAll(history.records.subList(0, random.nextInt(history.records.size() + 1)));
        Collections.shuffle(records, random);
        List<byte[]> others = records.subList(0, random.nextInt(records.size() + 1));
        crashes.inBetween(second, others);
        List<byte[]> mine = records.subList(others.size(), records.size());
        for (int from = 0; from < mine.size(); ) {
            int to = Math.min(mine.size(), from + 1 + random.nextInt(6));
            deliver(first, mine.subList(from, to));
            from = to;
        }
        crashes.deliverTheRest();

        List<String> wrongs = new ArrayList<>();
        if (!stockOf(table).equals(history.stock)) {
            wrongs.add("seed " + seed + ": the end is " + stockOf(table) + ", the truth " + history.stock);
        }
        if (!first.asked.isEmpty() || !second.asked.isEmpty()) {
            wrongs.add("seed " + seed + ": asked the ERP for " + first.asked + second.asked);
        }
        if (!first.letters.bodies().isEmpty()) {
            wrongs.add("seed " + seed + ": set aside " + first.letters.bodies());
        }
        announcementsOf(table, announced, wrongs);
        return wrongs;
    }

    /** As a consumer without a checkpoint does: again from the start, until it goes through. */
    private static void deliver(Rig rig, List<byte[]> batch) {
        while (true) {
            try {
                rig.handle(batch.toArray(byte[][]::new));
                return;
            } catch (StoreUnavailable crash) {
                // Comes again.
            }
        }
    }

    private static Map<String, Integer> stockOf(MemoryTable table) {
        Map<String, Integer> stock = new TreeMap<>();
        table.items().forEach((isbn, item) -> {
            if (item instanceof StoredItem.Live live) {
                stock.put(isbn.value(), live.product().quantityAvailable());
            }
        });
        return stock;
    }

    /** Every state that was written and that nobody has overwritten since is announced, and an event that is announced twice says the same twice. */
    private static void announcementsOf(MemoryTable table, RecordedBus bus, List<String> wrongs) {
        Map<String, JsonNode> previous = new HashMap<>();
        Set<String> announced = new HashSet<>();
        bus.events.forEach(event -> {
            JsonNode detail = JSON.readTree(event.detailJson());
            String id = detail.path("event_id").asString();
            announced.add(id);
            if (event.detailType().startsWith("inventory.")) {
                JsonNode quantity = detail.path("previous_quantity");
                JsonNode earlier = previous.putIfAbsent(id, quantity);
                if (earlier != null && !earlier.equals(quantity)) {
                    wrongs.add(id + " was announced with " + earlier + " and " + quantity + " before it");
                }
            }
        });
        table.items().forEach((isbn, item) -> {
            String id = isbn.value() + "@" + item.stamp().rev();
            if (!announced.contains(id)) {
                wrongs.add(id + " was never announced");
            }
        });
    }

    /** What happened at the source, as records, and what is there in the end. */
    private static final class History {
        final List<byte[]> records = new ArrayList<>();
        final Map<String, Integer> stock = new TreeMap<>();
        private long position = 1000;
        private Instant at = NOON.minusSeconds(3600);

        static History random(Random random) {
            History history = new History();
            int loaded = random.nextInt(KEYS.size() + 1);
            for (String key : KEYS.subList(0, loaded)) {
                history.load(key, random.nextInt(4));
            }
            int acts = 1 + random.nextInt(14);
            for (int i = 0; i < acts; i++) {
                history.act(random);
            }
            return history;
        }

        private void load(String key, int quantity) {
            stock.put(key, quantity);
            records.add(Dms.load(at).data(Dms.row(key, "ONE PIECE 1", quantity)).bytes());
        }

        private void act(Random random) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            // Several commits may share a time: the position decides then.
            at = at.plusSeconds(random.nextInt(2));
            position += 1 + random.nextInt(5000);
            int quantity = random.nextInt(8);
            if (!stock.containsKey(key)) {
                stock.put(key, quantity);
                records.add(Dms.change("insert", position, at)
                        .data(Dms.row(key, "ONE PIECE 1", quantity))
                        .bytes());
                return;
            }
            int dice = random.nextInt(5);
            if (dice == 0) {
                records.add(Dms.change("delete", position, at)
                        .data(Dms.row(key, "ONE PIECE 1", Objects.requireNonNull(stock.remove(key))))
                        .bytes());
            } else if (dice == 1 && stock.size() < KEYS.size()) {
                rename(key, random, quantity);
            } else {
                stock.put(key, quantity);
                records.add(Dms.change("update", position, at)
                        .data(Dms.row(key, "ONE PIECE 1", quantity))
                        .bytes());
            }
        }

        private void rename(String key, Random random, int quantity) {
            List<String> free =
                    KEYS.stream().filter(other -> !stock.containsKey(other)).toList();
            String other = free.get(random.nextInt(free.size()));
            int before = Objects.requireNonNull(stock.remove(key));
            stock.put(other, quantity);
            records.add(Dms.change("update", position, at)
                    .before(Dms.row(key, "ONE PIECE 1", before))
                    .data(Dms.row(other, "ONE PIECE 1", quantity))
                    .bytes());
        }
    }

    /** Ends a batch at any point: before a write, after a part of the writes, before the announcement, after a part of it. And lets another consumer in between a read and a write. */
    private static final class Crashes {
        private final Random random;
        final EventBus bus;
        final EventBus steadyBus;
        private @Nullable Rig other;
        private List<byte[]> others = List.of();

        Crashes(Random random, RecordedBus announced, Guarantee takenAway) {
            this.random = random;
            Set<String> writes = new HashSet<>();
            steadyBus = new RecordedBus() {
                @Override
                public void publish(List<Event> all) {
                    announced.publish(all);
                }
            };
            bus = new RecordedBus() {
                @Override
                public void publish(List<Event> all) {
                    // Without the announcement on a retry each state has one chance only.
                    List<Event> fresh = takenAway == Guarantee.ANNOUNCE_ON_RETRY
                            ? all.stream()
                                    .filter(event -> writes.add(event.detailType() + event.detailJson()))
                                    .toList()
                            : all;
                    if (Crashes.this.random.nextInt(6) == 0) {
                        announced.publish(fresh.subList(0, Crashes.this.random.nextInt(fresh.size() + 1)));
                        throw new StoreUnavailable("events: crashed", null);
                    }
                    announced.publish(fresh);
                }
            };
        }

        void inBetween(Rig rig, List<byte[]> records) {
            other = rig;
            others = records;
        }

        void deliverTheRest() {
            if (other != null && !others.isEmpty()) {
                deliver(other, others);
            }
            others = List.of();
        }

        private void maybeLetTheOtherIn() {
            if (other != null && !others.isEmpty() && random.nextInt(3) == 0) {
                int some = 1 + random.nextInt(others.size());
                List<byte[]> now = others.subList(0, some);
                others = others.subList(some, others.size());
                deliver(other, now);
            }
        }

        UnaryOperator<ProductTable> around(ProductTable table) {
            return ignored -> (ProductTable) Proxy.newProxyInstance(
                    HistoryTest.class.getClassLoader(), new Class<?>[] {ProductTable.class}, (proxy, method, args) -> {
                        if (!method.getName().equals("write")) {
                            return method.invoke(table, args);
                        }
                        maybeLetTheOtherIn();
                        if (random.nextInt(6) == 0) {
                            List<?> writes = (List<?>) args[0];
                            method.invoke(table, writes.subList(0, random.nextInt(writes.size() + 1)));
                            throw new StoreUnavailable("products: crashed", null);
                        }
                        return method.invoke(table, args);
                    });
        }
    }
}
