package org.catalogsync.cdc.support;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.stores.state.SyncState;

/** Sync state in memory. */
public final class MemoryState implements SyncState {
    private final Map<String, Entry> entries = new HashMap<>();

    @Override
    public void createIfAbsent() {
        // It is there.
    }

    @Override
    public synchronized Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    @Override
    public synchronized boolean replace(String name, Map<String, String> fields, long expectedVersion) {
        long version = find(name).map(Entry::version).orElse(0L);
        if (version != expectedVersion) {
            return false;
        }
        entries.put(name, new Entry(name, Map.copyOf(fields), version + 1));
        return true;
    }
}
