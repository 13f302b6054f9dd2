package org.catalogsync.cdc.relay;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;
import org.jspecify.annotations.Nullable;

/**
 * How far each shard of the table's stream is relayed, in {@code manga-sync-state}, record {@code cdc-table-stream:<table>}: by shard, the sequence number of its last write that is on the queues. The record is shared by
 * all instances and replaced on condition of its version; a shard's checkpoint moves only from where its mover began.
 */
final class Checkpoints {
    /** Stands in the place of a sequence number when the shard is relayed to its end. */
    static final String END = "end";

    private static final int TRIES = 20;

    private final SyncState state;
    private final String record;

    Checkpoints(SyncState state, String table) {
        this.state = state;
        this.record = "cdc-table-stream:" + table;
    }

    /** Of all shards that were begun. */
    Map<String, String> all() {
        return state.find(record).map(Entry::fields).orElse(Map.of());
    }

    /** Null where the shard was not begun. */
    @Nullable
    String of(String shard) {
        return all().get(shard);
    }

    /**
     * False when the checkpoint is another than expected: somebody else relays the shard.
     *
     * @param from null where there was none
     */
    boolean move(String shard, @Nullable String from, String to) {
        return change(fields -> {
            boolean expected = Objects.equals(fields.get(shard), from);
            if (expected) {
                fields.put(shard, to);
            }
            return expected;
        });
    }

    /** Forgets shards that are no longer kept. */
    void forget(Collection<String> shards) {
        if (!shards.isEmpty()) {
            change(fields -> fields.keySet().removeAll(shards));
        }
    }

    /** Only the movers of other shards come between, and each for one call. */
    private boolean change(Predicate<Map<String, String>> change) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Entry> entry = state.find(record);
            Map<String, String> fields = new TreeMap<>(entry.map(Entry::fields).orElse(Map.of()));
            if (!change.test(fields)) {
                return false;
            }
            if (state.replace(record, fields, entry.map(Entry::version).orElse(0L))) {
                return true;
            }
            pause();
        }
        throw new StoreUnavailable(
                "state: " + record + " was replaced by other instances before each of " + TRIES + " tries", null);
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
