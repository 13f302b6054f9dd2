package org.catalogsync.cdc.shards;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.catalogsync.stores.state.SyncState.Entry;

/**
 * The record that the instances of one stream share, taken apart.
 *
 * @param beats of each instance, by its name: a number that it raises as long as it lives
 * @param owners of each shard: an instance's name, or {@link #ENDED}
 */
record Members(SortedMap<String, Long> beats, SortedMap<String, String> owners) {
    /** Stands in the owner's place of a shard that was read to its end. No instance has this name. */
    static final String ENDED = "-";

    private static final String BEAT = "beat.";
    private static final String SHARD = "shard.";

    static Members of(Optional<Entry> entry) {
        Members members = new Members(new TreeMap<>(), new TreeMap<>());
        entry.map(Entry::fields).orElse(Map.of()).forEach((name, value) -> {
            if (name.startsWith(BEAT)) {
                members.beats.put(name.substring(BEAT.length()), Long.parseLong(value));
            } else if (name.startsWith(SHARD)) {
                members.owners.put(name.substring(SHARD.length()), value);
            }
        });
        return members;
    }

    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        beats.forEach((name, beat) -> fields.put(BEAT + name, String.valueOf(beat)));
        owners.forEach((shard, owner) -> fields.put(SHARD + shard, owner));
        return fields;
    }

    boolean ended(String shard) {
        return ENDED.equals(owners.get(shard));
    }

    /** How many shards are this instance's part of {@code all}; the parts of all instances differ by one at most and add up. */
    int part(String name, int all) {
        int rank = beats.headMap(name).size();
        int extra = rank < all % beats.size() ? 1 : 0;
        return all / beats.size() + extra;
    }

    /** Forgets an instance and what it held. */
    void remove(String name) {
        beats.remove(name);
        owners.values().removeIf(name::equals);
    }
}
