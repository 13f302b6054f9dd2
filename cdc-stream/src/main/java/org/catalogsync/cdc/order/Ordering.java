package org.catalogsync.cdc.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.WriteDecision.Incoming;

/**
 * Leaves away what the same batch overtakes: one write a key instead of one a change. It only leaves away what every writer would refuse once the newer change is written, so the end is that of the changes one by one;
 * where versions of a key cannot be put in one row, all of them go on and the store decides.
 */
public final class Ordering {
    private static final Comparator<Located> BY_VERSION = (a, b) -> a.version().compareWith(b.version());

    private Ordering() {}

    /**
     * @param changes those to apply, of one key in order of version
     * @param overtaken how many were left away
     */
    public record Ordered(List<Located> changes, List<Located> overtaken) {}

    /**
     * @param newest what is dated later will be refused, and so overtakes nothing
     */
    public static Ordered newestPerKey(List<Located> batch, Instant newest) {
        Map<Isbn, List<Located>> byKey = new LinkedHashMap<>();
        for (Located change : batch) {
            byKey.computeIfAbsent(change.isbn(), key -> new ArrayList<>(2)).add(change);
        }
        List<Located> changes = new ArrayList<>(byKey.size());
        List<Located> overtaken = new ArrayList<>();
        for (List<Located> ofKey : byKey.values()) {
            if (ofKey.size() == 1 || !comparable(ofKey)) {
                changes.addAll(ofKey);
            } else {
                ofKey.sort(BY_VERSION);
                fold(ofKey, newest, changes, overtaken);
            }
        }
        return new Ordered(changes, overtaken);
    }

    /** Positions of one epoch, or times alone. A row of the initial load has no position and stays apart by this, too. */
    private static boolean comparable(List<Located> ofKey) {
        SourceVersion.Change first = position(ofKey.getFirst());
        if (first == null) {
            return false;
        }
        for (Located change : ofKey) {
            SourceVersion.Change other = position(change);
            boolean alike = other != null
                    && other.epoch() == first.epoch()
                    && (other.position().signum() < 0) == (first.position().signum() < 0);
            if (!alike || change.change().incoming() instanceof Incoming.Fill) {
                return false;
            }
        }
        return true;
    }

    private static SourceVersion.@org.jspecify.annotations.Nullable Change position(Located change) {
        return change.version() instanceof SourceVersion.Change place ? place : null;
    }

    private static void fold(List<Located> sorted, Instant newest, List<Located> changes, List<Located> overtaken) {
        for (int i = 0; i < sorted.size(); i++) {
            boolean counts = true;
            for (int j = i + 1; j < sorted.size() && counts; j++) {
                counts = !overtakes(sorted.get(j), sorted.get(i), newest);
            }
            (counts ? changes : overtaken).add(sorted.get(i));
        }
    }

    private static boolean overtakes(Located newer, Located older, Instant newest) {
        if (newer.version().at().isAfter(newest)) {
            return false;
        }
        int order = BY_VERSION.compare(newer, older);
        Incoming incoming = newer.change().incoming();
        if (order == 0) {
            // Delivered twice. With other content nobody but the ERP can tell which is true: the store finds that.
            return incoming.equals(older.change().incoming())
                    && Objects.equals(newer.change().sourceKey(), older.change().sourceKey());
        }
        return switch (incoming) {
            case Incoming.Put put -> true;
            // The delete of another row of the same ISBN speaks of that row only.
            case Incoming.Delete delete ->
                delete.sourceKey() == null
                        || delete.sourceKey().equals(older.change().sourceKey());
            case Incoming.Fill fill -> false;
            case Incoming.Partial partial -> false;
        };
    }
}
