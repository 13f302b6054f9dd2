package org.catalogsync.sync.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;

/** The generations that were live, in {@code manga-sync-state}: what a night keeps and what an operator may go back to. */
public final class Publications {
    /** Field: the generations that were live last, joined by commas, the latest last. */
    static final String PUBLISHED = "published";

    private final SyncState state;

    public Publications(SyncState state) {
        this.state = state;
    }

    /** The generations that were live last, the latest last. */
    public List<String> names() {
        return names(state.find(Publish.NIGHTLY));
    }

    static List<String> names(Optional<Entry> entry) {
        String known =
                entry.map(found -> found.fields().getOrDefault(PUBLISHED, "")).orElse("");
        return known.isEmpty() ? List.of() : List.of(known.split(","));
    }

    /** Makes this one the latest, so that the next night keeps it; number and watermark of the last night stay. */
    public void showAgain(String generation) {
        boolean replaced;
        do {
            Optional<Entry> entry = state.find(Publish.NIGHTLY);
            Map<String, String> fields = new HashMap<>(entry.map(Entry::fields).orElse(Map.of()));
            fields.put("generation", generation);
            fields.put(PUBLISHED, String.join(",", latest(names(entry), generation)));
            replaced = state.replace(
                    Publish.NIGHTLY, fields, entry.map(Entry::version).orElse(0L));
        } while (!replaced);
    }

    static List<String> latest(List<String> names, String generation) {
        List<String> published = new ArrayList<>(names);
        published.remove(generation);
        published.add(generation);
        return published;
    }
}
