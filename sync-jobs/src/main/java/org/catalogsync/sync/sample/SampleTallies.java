package org.catalogsync.sync.sample;

import java.util.List;
import java.util.Map;
import org.catalogsync.quality.row.RowRule;

/**
 * What a sync of the catalogue must report: {@code read = accepted + duplicates + rejected}.
 *
 * @param read rows
 * @param accepted volumes
 * @param duplicates older rows of an accepted volume
 * @param rejected rows by their counted reason; every rule is a key
 * @param changed the keys whose quantity the change altered
 * @param removed the keys that it removed
 * @param added the keys that it added
 */
public record SampleTallies(
        long read,
        long accepted,
        long duplicates,
        Map<RowRule, Long> rejected,
        List<String> changed,
        List<String> removed,
        List<String> added) {
    public SampleTallies {
        rejected = Map.copyOf(rejected);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** Rejected rows of all reasons. */
    public long rejectedRows() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
