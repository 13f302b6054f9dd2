package org.catalogsync.stores.follow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;

/**
 * Which generations every index update must be written to, in {@code manga-sync-state}. A generation is registered before its scan starts: an update that arrives meanwhile would otherwise be missing from it.
 */
public final class GenerationRegister {
    private static final String NAME = "generations";
    private static final String FIELD = "names";

    private final SyncState state;

    public GenerationRegister(SyncState state) {
        this.state = state;
    }

    public void createIfAbsent() {
        state.createIfAbsent();
    }

    /** Names in the order of their runs. */
    public List<String> names() {
        return state.find(NAME).map(GenerationRegister::names).orElse(List.of());
    }

    public void add(String generation) {
        update(names -> names.contains(generation) ? names : with(names, generation));
    }

    public void remove(List<String> generations) {
        update(names ->
                names.stream().filter(name -> !generations.contains(name)).toList());
    }

    private void update(UnaryOperator<List<String>> change) {
        boolean replaced;
        do {
            Entry entry = state.find(NAME).orElse(new Entry(NAME, Map.of(), 0));
            List<String> names = names(entry);
            List<String> changed = change.apply(names);
            replaced = changed.equals(names)
                    || state.replace(NAME, Map.of(FIELD, String.join(",", changed)), entry.version());
        } while (!replaced);
    }

    private static List<String> names(Entry entry) {
        String joined = entry.fields().getOrDefault(FIELD, "");
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }

    private static List<String> with(List<String> names, String generation) {
        List<String> all = new ArrayList<>(names);
        all.add(generation);
        return all.stream().sorted().toList();
    }
}
