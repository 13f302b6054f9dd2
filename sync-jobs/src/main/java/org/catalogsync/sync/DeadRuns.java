package org.catalogsync.sync;

import java.time.Clock;
import java.util.Optional;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.extract.StagedSource;
import org.catalogsync.sync.extract.TombstoneHorizon;
import org.catalogsync.sync.report.RunSummaries;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.KeptLease;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRecord;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.run.RunStatus;
import org.catalogsync.sync.run.Runs;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.staging.Manifest;

/**
 * Runs that still say RUNNING although somebody else holds the lease: their process died. Decides what becomes of each; nobody edits a table. Only for the holder of the lease.
 */
final class DeadRuns {
    private final Runs runs;
    private final FactStore facts;
    private final NightlySources sources;
    private final TombstoneHorizon horizon;
    private final Clock clock;

    DeadRuns(Runs runs, FactStore facts, NightlySources sources, TombstoneHorizon horizon, Clock clock) {
        this.runs = runs;
        this.facts = facts;
        this.sources = sources;
        this.horizon = horizon;
        this.clock = clock;
    }

    /** The dead run that does what is asked for now, from a source that is still the same; all others are closed as abandoned. */
    Optional<RunRecord> takeUp(RunRequest request, KeptLease kept) {
        Optional<RunRecord> takenUp = Optional.empty();
        for (RunRecord dead : runs.running().reversed()) {
            if (takenUp.isEmpty() && isWanted(dead, request)) {
                takenUp = Optional.of(dead);
            } else {
                abandon(dead, kept);
            }
        }
        return takenUp;
    }

    /** For a restart of one named run: the others stay restartable, as runs that failed. */
    void closeAllBut(long run, KeptLease kept) {
        for (RunRecord dead : runs.running()) {
            if (dead.id() != run) {
                close(dead, kept, RunStatus.FAILED, "its process died; the run can be restarted");
            }
        }
    }

    private boolean isWanted(RunRecord dead, RunRequest request) {
        return dead.request().equals(request)
                && runs.firstGoodAfter(dead.id()).isEmpty()
                && !isBeyondHorizon(dead)
                && sources.isOfTonight(dead, clock.instant())
                && hasSameSource(dead);
    }

    /** A run that died before it staged anything has nothing that could differ. */
    private boolean hasSameSource(RunRecord dead) {
        RunFacts found = facts.of(dead.id());
        Optional<Manifest> staged = found.find(Extract.MANIFEST, Manifest.class);
        try {
            return staged.isEmpty() || StagedSource.isStill(staged.get(), sources.of(found, dead.request()));
        } catch (UnusableInput input) {
            // The new run that is opened instead tells the operator the same.
            return false;
        }
    }

    /** Whether tombstones may be forgotten which the run's extract would have to meet, or that were written since the run was opened. */
    boolean isBeyondHorizon(RunRecord run) {
        return run.startedAt().isBefore(horizon.at())
                || facts.of(run.id())
                        .find(Extract.MANIFEST, Manifest.class)
                        .filter(staged -> horizon.mayHaveForgotten(staged.watermark()))
                        .isPresent();
    }

    private void abandon(RunRecord dead, KeptLease kept) {
        close(
                dead,
                kept,
                RunStatus.ABANDONED,
                "its process died and tonight's source is another one; a new run took its place");
    }

    /** As the owner or not at all: looking at the sources may have taken minutes, and another one may have taken the run up since. */
    private void close(RunRecord dead, KeptLease kept, RunStatus status, String what) {
        RunFacts found = facts.of(dead.id());
        kept.asOwner(() -> {
            found.put(Runs.PRESUMED_DEAD, true);
            found.put(
                    RunSummaries.ERROR, new ErrorReport("died", what, null, null, "no heartbeat from " + dead.owner()));
            runs.mark(dead.id(), status, clock.instant());
        });
    }
}
