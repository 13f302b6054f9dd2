package org.catalogsync.sync.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.catalogsync.sync.run.FactTable;
import org.jspecify.annotations.Nullable;

/** The job repository's facts as one process sees them: what it has not committed nobody else sees, and a crash forgets it. */
final class MemoryFacts implements FactTable {
    private final Map<Long, TreeMap<String, String>> committed;
    private final Map<Long, TreeMap<String, @Nullable String>> uncommitted = new HashMap<>();

    MemoryFacts(Map<Long, TreeMap<String, String>> committed) {
        this.committed = committed;
    }

    @Override
    public void put(long run, String name, String text) {
        uncommitted.computeIfAbsent(run, r -> new TreeMap<>()).put(name, text);
    }

    @Override
    public void keep(long run, String name, String text) {
        of(run).put(name, text);
    }

    @Override
    public void remove(long run, String name) {
        uncommitted.computeIfAbsent(run, r -> new TreeMap<>()).put(name, null);
    }

    @Override
    public Optional<String> find(long run, String name) {
        return Optional.ofNullable(seen(run).get(name));
    }

    @Override
    public List<String> startingWith(long run, String prefix) {
        return List.copyOf(
                seen(run).subMap(prefix, prefix + Character.MAX_VALUE).values());
    }

    void commit() {
        uncommitted.forEach((run, changes) -> changes.forEach((name, text) -> {
            if (text == null) {
                of(run).remove(name);
            } else {
                of(run).put(name, text);
            }
        }));
        uncommitted.clear();
    }

    private TreeMap<String, String> of(long run) {
        return committed.computeIfAbsent(run, r -> new TreeMap<>());
    }

    private TreeMap<String, String> seen(long run) {
        TreeMap<String, String> seen = new TreeMap<>(committed.getOrDefault(run, new TreeMap<>()));
        uncommitted.getOrDefault(run, new TreeMap<>()).forEach((name, text) -> {
            if (text == null) {
                seen.remove(name);
            } else {
                seen.put(name, text);
            }
        });
        return seen;
    }
}
