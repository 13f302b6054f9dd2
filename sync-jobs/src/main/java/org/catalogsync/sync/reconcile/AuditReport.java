package org.catalogsync.sync.reconcile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator's comparison found; the JSON of {@code reconcile}.
 *
 * @param equal of what could be compared; after a repair, of the look after it
 * @param notComparable keys whose stored version is newer than the extract: never called equal
 * @param differences the first of them, field by field
 * @param repaired keys that were put right, those of each store by themselves
 * @param run whose extract was compared, null where none was
 * @param generation the one that was compared, null where none was
 * @param extract products of the extract
 * @param dynamodb live items
 * @param opensearch live documents of the generation
 * @param missing keys that a store lacks, and likewise the next two
 * @param held keys whose row was rejected
 * @param caughtUp documents that were behind and were written again
 * @param notCompared what could not be compared, and why
 */
public record AuditReport(
        boolean equal,
        long notComparable,
        List<Difference> differences,
        long repaired,
        @Nullable Long run,
        @Nullable Instant watermark,
        @Nullable String generation,
        @Nullable Long extract,
        long dynamodb,
        @Nullable Long opensearch,
        long missing,
        long unexpected,
        long diverged,
        long held,
        long caughtUp,
        List<String> notComparableKeys,
        List<String> notCompared) {}
