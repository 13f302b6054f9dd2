package org.catalogsync.sync.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The facts of one run without a database and without transactions. */
public final class FactsInMemory implements FactTable {
    private final ConcurrentSkipListMap<String, String> facts = new ConcurrentSkipListMap<>();

    @Override
    public void put(long run, String name, String text) {
        facts.put(name, text);
    }

    @Override
    public void keep(long run, String name, String text) {
        put(run, name, text);
    }

    @Override
    public void remove(long run, String name) {
        facts.remove(name);
    }

    @Override
    public Optional<String> find(long run, String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public List<String> startingWith(long run, String prefix) {
        return facts.tailMap(prefix, true).entrySet().stream()
                .takeWhile(fact -> fact.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }
}
