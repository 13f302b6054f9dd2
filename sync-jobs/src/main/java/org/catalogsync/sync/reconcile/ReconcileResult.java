package org.catalogsync.sync.reconcile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison found.
 *
 * @param extract products of the validated extract
 * @param dynamodb live items
 * @param opensearch live documents of the new generation
 * @param missing keys that a store lacks
 * @param unexpected keys that a store has too many
 * @param diverged keys whose fields differ
 * @param notComparable keys whose stored version is newer than the extract: counted, listed and never called equal
 * @param differences the first of them, field by field
 * @param notComparableKeys the first of them
 * @param held keys whose row was rejected; they keep what the stores have
 * @param caughtUp documents of the new generation that were behind the table and were written again
 * @param lookedAt when the comparison began: what other writers changed later it has not seen
 */
public record ReconcileResult(
        long extract,
        long dynamodb,
        long opensearch,
        long missing,
        long unexpected,
        long diverged,
        long notComparable,
        List<Difference> differences,
        List<String> notComparableKeys,
        long held,
        long caughtUp,
        @Nullable Instant lookedAt) {

    // Facts of older runs have no such lists.
    @SuppressWarnings("NullAway")
    public ReconcileResult {
        differences = differences == null ? List.of() : differences;
        notComparableKeys = notComparableKeys == null ? List.of() : notComparableKeys;
    }

    public boolean equal() {
        return missing == 0 && unexpected == 0 && diverged == 0;
    }
}
