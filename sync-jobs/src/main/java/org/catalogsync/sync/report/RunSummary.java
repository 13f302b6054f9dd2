package org.catalogsync.sync.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.catalogsync.quality.gate.GateCheck;
import org.catalogsync.sync.batch.JobRunner.StepTime;
import org.catalogsync.sync.reconcile.Difference;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.run.Retried;
import org.catalogsync.sync.run.RunStatus;
import org.catalogsync.sync.run.Runs.Acceptance;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a run; what {@code --json} prints and the report shows. Parts of steps that were not reached are zeros.
 *
 * @param watermarkBasis declared, given or assumed
 * @param retried how often the services made the run wait, over all its attempts; every service is named
 * @param generation the index generation that the run built
 * @param resumedFrom the run whose work the last attempt went on with, itself or null: a run keeps its number over all attempts
 * @param redone rows of units that died before their commit and were done again, by step
 * @param invariants {@code ok}, or the sums that do not add up
 * @param report where its page lies
 * @param held keys that keep what the stores have because their row was rejected
 * @param drift keys that this run had to correct although a stream of changes follows the source
 * @param heldKeys the first of the held keys
 */
public record RunSummary(
        long run,
        RunStatus status,
        String source,
        boolean dryRun,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant watermark,
        @Nullable String watermarkBasis,
        Rows rows,
        PlanCounts plan,
        EmbeddingCounts embeddings,
        ReconcileCounts reconcile,
        Map<String, Retried> retried,
        List<GateCheck> gate,
        List<Acceptance> acceptances,
        @Nullable ErrorReport error,
        @Nullable String generation,
        @Nullable Long resumedFrom,
        Map<String, Long> redone,
        String invariants,
        List<StepTime> steps,
        Map<String, String> endpoints,
        String report,
        long held,
        long drift,
        List<String> heldKeys) {

    /** Of all steps. */
    long rowsRedone() {
        return redone.values().stream().mapToLong(Long::longValue).sum();
    }

    /** read = accepted + duplicates + rejected. */
    public record Rows(
            long read,
            long accepted,
            long duplicates,
            long rejected,
            Map<String, Long> rejectedByRule,
            Map<String, Long> warnings) {}

    /** The plan, in keys. */
    public record PlanCounts(long created, long changed, long deleted, long unchanged, long superseded, long held) {}

    /** computed + reused = live products; equal titles share one embedding. */
    public record EmbeddingCounts(long computed, long reused) {}

    /**
     * What the comparison found; {@code equal} is false until it was made.
     *
     * @param notComparableKeys the first of them
     * @param caughtUp documents that another writer had left behind and that were written again
     * @param lookedAt when the comparison began
     */
    public record ReconcileCounts(
            long extract,
            long dynamodb,
            long opensearch,
            long missing,
            long unexpected,
            long diverged,
            long notComparable,
            boolean equal,
            List<Difference> differences,
            List<String> notComparableKeys,
            long caughtUp,
            @Nullable Instant lookedAt) {}
}
