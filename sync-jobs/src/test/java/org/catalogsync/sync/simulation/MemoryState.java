package org.catalogsync.sync.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.stores.state.SyncState;

/** Named records in memory, replaced on condition of their version. */
final class MemoryState implements SyncState {
    private final Scheduler scheduler;
    private final Map<String, Entry> entries = new HashMap<>();

    MemoryState(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void createIfAbsent() {}

    @Override
    public Optional<Entry> find(String name) {
        scheduler.step("state.find");
        return Optional.ofNullable(entries.get(name));
    }

    @Override
    public boolean replace(String name, Map<String, String> fields, long expectedVersion) {
        scheduler.step("state.replace");
        Entry current = entries.get(name);
        boolean met = (current == null ? 0 : current.version()) == expectedVersion;
        if (met) {
            entries.put(name, new Entry(name, Map.copyOf(fields), expectedVersion + 1));
            scheduler.note(name + " = " + new java.util.TreeMap<>(fields));
        }
        scheduler.step("state.replaced");
        return met;
    }

    /** The fields of a record now, unseen by the processes. */
    Map<String, String> now(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Map.of() : entry.fields();
    }
}
