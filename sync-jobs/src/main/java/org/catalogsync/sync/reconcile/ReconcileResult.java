package org.catalogsync.sync.reconcile;

import java.util.List;

/**
 * What the comparison found.
 *
 * @param extract products of the validated extract
 * @param dynamodb live items
 * @param opensearch live documents of the new generation
 * @param missing keys that a store lacks
 * @param unexpected keys that a store has too many
 * @param diverged keys whose fields differ
 * @param notComparable keys that are newer than the extract, or held: they are listed in the plan and never called equal
 * @param differences the first of them, field by field
 */
public record ReconcileResult(
        long extract,
        long dynamodb,
        long opensearch,
        long missing,
        long unexpected,
        long diverged,
        long notComparable,
        List<Difference> differences) {

    public boolean equal() {
        return missing == 0 && unexpected == 0 && diverged == 0;
    }
}
