package org.catalogsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.MemoryTable;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens to the records of a history on their way, they end in the state of that history. */
class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> KEYS =
            List.of("9784088725093", "9784088725109", "9784088725116", "9784088725123");

    /** Permuted, delivered twice, cut into other batches, with a crash at any point of any batch. */
    @Property(tries = 400)
    void anyDeliveryEndsInTheStateOfTheOrderedHistory(@ForAll long seed) {
        Random random = new Random(seed);
        History history = History.random(random);
        Crashes crashes = new Crashes(random);
        Rig rig = new Rig(CLOCK, crashes::before, crashes.bus);

        List<byte[]> records = new ArrayList<>(history.records);
        records.addAll(history.records.subList(0, random.nextInt(history.records.size() + 1)));
        Collections.shuffle(records, random);
        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(6));
            deliver(rig, records.subList(from, to));
            from = to;
        }

        assertThat(stockOf(rig.table)).as("seed " + seed).isEqualTo(history.stock);
        assertThat(rig.asked).as("seed " + seed + ": only the ERP could tell").isEmpty();
        assertThat(rig.letters.bodies()).isEmpty();
        assertAnnounced(rig, crashes);
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
    private static void assertAnnounced(Rig rig, Crashes crashes) {
        Map<String, @Nullable JsonNode> previous = new HashMap<>();
        Set<String> announced = new HashSet<>();
        crashes.bus.events.forEach(event -> {
            JsonNode detail = JSON.readTree(event.detailJson());
            String id = detail.path("event_id").asString();
            announced.add(id);
            if (event.detailType().startsWith("inventory.")) {
                JsonNode quantity = detail.path("previous_quantity");
                JsonNode earlier = previous.putIfAbsent(id, quantity);
                assertThat(earlier == null ? quantity : earlier).isEqualTo(quantity);
            }
        });
        rig.table
                .items()
                .forEach((isbn, item) -> assertThat(announced)
                        .contains(isbn.value() + "@" + item.stamp().rev()));
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

    /** Ends a batch at any point: before a write, after a part of the writes, before the announcement, after a part of it. */
    private static final class Crashes {
        private final Random random;
        final RecordedBus bus;

        Crashes(Random random) {
            this.random = random;
            this.bus = new RecordedBus() {
                @Override
                public void publish(List<Event> all) {
                    if (Crashes.this.random.nextInt(6) == 0) {
                        super.publish(all.subList(0, Crashes.this.random.nextInt(all.size() + 1)));
                        throw new StoreUnavailable("events: crashed", null);
                    }
                    super.publish(all);
                }
            };
        }

        ProductTable before(ProductTable table) {
            return (ProductTable) java.lang.reflect.Proxy.newProxyInstance(
                    HistoryTest.class.getClassLoader(), new Class<?>[] {ProductTable.class}, (proxy, method, args) -> {
                        if (method.getName().equals("write") && random.nextInt(6) == 0) {
                            List<?> writes = (List<?>) args[0];
                            method.invoke(table, writes.subList(0, random.nextInt(writes.size() + 1)));
                            throw new StoreUnavailable("products: crashed", null);
                        }
                        return method.invoke(table, args);
                    });
        }
    }

    /** Kept here so that a reader sees which keys a history has. */
    static {
        KEYS.forEach(Isbn::new);
    }
}
