package org.catalogsync.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.stores.Stores;
import org.catalogsync.sync.batch.JobRunner;
import org.catalogsync.sync.batch.JobRunner.Ended;
import org.catalogsync.sync.batch.NightlyStep;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.gate.GateStopped;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.publish.Publish;
import org.catalogsync.sync.report.Report;
import org.catalogsync.sync.report.RunSummaries;
import org.catalogsync.sync.report.RunSummary;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.KeptLease;
import org.catalogsync.sync.run.LeaseLost;
import org.catalogsync.sync.run.ProcessIdentity;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunLease;
import org.catalogsync.sync.run.RunLease.Claim;
import org.catalogsync.sync.run.RunRecord;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.run.RunStatus;
import org.catalogsync.sync.run.Runs;
import org.catalogsync.sync.run.StopRequested;
import org.catalogsync.sync.run.UnitJournal;
import org.catalogsync.sync.run.Waits;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Takes the lease, takes up what a dead process left, carries out one run as a restartable job, records how it ended and writes its report. */
public final class NightlyRun {
    private final NightlyFlows flows;
    private final Stores stores;
    private final Runs runs;
    private final FactStore facts;
    private final DeadRuns deadRuns;
    private final RunLease lease;
    private final JobRunner jobs;
    private final RunSummaries summaries;
    private final JsonMapper json;
    private final Clock clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Work work;

    NightlyRun(
            NightlyFlows flows,
            Stores stores,
            Runs runs,
            FactStore facts,
            DeadRuns deadRuns,
            RunLease lease,
            JobRunner jobs,
            RunSummaries summaries,
            JsonMapper json,
            Clock clock) {
        this.flows = flows;
        this.stores = stores;
        this.runs = runs;
        this.facts = facts;
        this.deadRuns = deadRuns;
        this.lease = lease;
        this.jobs = jobs;
        this.summaries = summaries;
        this.json = json;
        this.clock = clock;
    }

    /** Starts a new run, or goes on with the one that a dead process left, where it does the same from the same source. */
    public Outcome start(RunRequest request, @Nullable String acceptReason, Progress progress) {
        return underLease(kept -> open(request, kept, progress), acceptReason, progress);
    }

    /** Goes on with a run that failed, was stopped or was gated, or whose process died. */
    public Outcome restart(long run, @Nullable String acceptReason, Progress progress) {
        return underLease(kept -> resume(run, kept), acceptReason, progress);
    }

    private Opening open(RunRequest request, KeptLease kept, Progress progress) {
        Optional<RunRecord> dead = deadRuns.takeUp(request, kept);
        if (dead.isPresent()) {
            progress.note("run " + dead.get().id() + " of " + dead.get().owner()
                    + " died; going on with it from its last commit");
            return new Opening.Opened(dead.get(), true);
        }
        if (runs.isEmpty()) {
            kept.checkOwner();
            continueNumbersOfTheReadSide();
        }
        return new Opening.Opened(kept.asOwner(() -> runs.open(request, kept.owner(), clock.instant())), false);
    }

    /** Generations and versions of equal watermarks are ordered by run: with a new job repository beside older stores the numbers must not start again. */
    private void continueNumbersOfTheReadSide() {
        stores.state()
                .find(Publish.NIGHTLY)
                .map(entry -> entry.fields().get("run"))
                .ifPresent(run -> runs.continueAfter(Long.parseLong(run)));
    }

    /** An older plan than what has been published since would undo it: its revs may still fit where nothing had to be written. */
    private Opening resume(long run, KeptLease kept) {
        Optional<RunRecord> found = runs.find(run);
        if (found.isEmpty() || !found.get().status().resumable()) {
            return new Opening.Refused(
                    new Outcome.NotResumable(found.map(RunRecord::status).orElse(null)));
        }
        Optional<RunRecord> newer = runs.firstGoodAfter(run);
        boolean dryRun = found.get().request().dryRun();
        if (newer.isPresent() && !dryRun) {
            return new Opening.Refused(new Outcome.Overtaken(newer.get().id()));
        }
        if (!dryRun && deadRuns.isBeyondHorizon(found.get())) {
            return new Opening.Refused(new Outcome.TooOld(found.get().startedAt()));
        }
        deadRuns.closeAllBut(run, kept);
        return new Opening.Opened(found.get(), true);
    }

    /**
     * Asks the running job to stop at its next commit, and waits for it; where that takes too long the run is recorded as stopped all the same, since the process is about to end.
     *
     * @return whether it ended in time
     */
    boolean stop(Duration patience) {
        Work current = work;
        if (current == null) {
            return true;
        }
        current.lease().requestStop();
        jobs.stop();
        try {
            if (ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            current.lease().asOwner(() -> runs.markStopped(current.run(), clock.instant()));
            current.lease().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LeaseLost lost) {
            // Another process has the run; how it stands is that one's to say.
            return false;
        }
        return false;
    }

    /** How it went. */
    public sealed interface Outcome {
        record Done(RunSummary summary) implements Outcome {}

        /** A live run holds the lease. */
        record Busy(String owner, Duration silence) implements Outcome {}

        /** A newer run was published since. */
        record Overtaken(long by) implements Outcome {}

        /** The extract is older than the tombstones that it would have to meet. */
        record TooOld(Instant startedAt) implements Outcome {}

        /** Another process took the run over while this one slept; this one wrote nothing since. */
        record TakenOver(String owner) implements Outcome {}

        /** There is no run of this number that could go on. */
        record NotResumable(@Nullable RunStatus status) implements Outcome {}
    }

    private Outcome underLease(RunOpener opener, @Nullable String acceptReason, Progress progress) {
        ProcessIdentity owner = ProcessIdentity.mine();
        return switch (lease.claim(owner, clock)) {
            case Claim.Busy busy -> new Outcome.Busy(busy.owner(), busy.silence());
            case Claim.Held held -> {
                try (KeptLease kept = KeptLease.keep(lease, held, clock)) {
                    yield kept.whileOwned(() -> {
                        kept.asOwner(jobs::recoverDead);
                        return switch (opener.open(kept)) {
                            case Opening.Refused refused -> refused.outcome();
                            case Opening.Opened opened -> carryOut(opened, kept, acceptReason, progress);
                        };
                    });
                } catch (LeaseLost lost) {
                    yield new Outcome.TakenOver(lost.owner());
                } finally {
                    work = null;
                    ended.countDown();
                }
            }
        };
    }

    private Outcome carryOut(Opening.Opened opened, KeptLease kept, @Nullable String acceptReason, Progress progress) {
        RunRecord run = opened.run();
        work = new Work(kept, run.id());
        RunFacts found = facts.of(run.id(), kept);
        kept.asOwner(() -> takeOn(opened, found, kept.owner(), acceptReason));
        UnitJournal journal = new UnitJournal(found, kept);
        List<NightlyStep> steps = flows
                .of(run, kept, progress)
                .steps(run.request().dryRun())
                .stream()
                .map(step -> step.within(journal::unit))
                .toList();
        Ended end = jobs.run(run.id(), steps, new StepProgress(found, progress, Waits.begin(found, stores.retries())));
        progress.close();
        RunStatus status = status(end);
        // Whatever it ended by: a process that was taken over has nothing more to say.
        kept.asOwner(() -> {
            if (status != RunStatus.STOPPED && end instanceof Ended.Failed failed) {
                found.put(RunSummaries.ERROR, Failures.describe(failed.why()));
            }
            runs.mark(run.id(), status, clock.instant());
        });
        return new Outcome.Done(report(run.id(), found));
    }

    private void takeOn(Opening.Opened opened, RunFacts found, String owner, @Nullable String acceptReason) {
        RunRecord run = opened.run();
        found.remove(RunSummaries.ERROR);
        if (opened.resumed()) {
            found.put(RunSummaries.RESUMED_FROM, run.id());
        }
        if (run.status() == RunStatus.RUNNING && opened.resumed()) {
            // Should this attempt fail too, a later run must still reckon with the process of the attempt before.
            found.put(Runs.PRESUMED_DEAD, true);
        }
        runs.carriedOnBy(run.id(), owner);
        if (acceptReason != null) {
            runs.accept(run.id(), new Runs.Acceptance(clock.instant(), operator(), acceptReason));
        }
    }

    private static RunStatus status(Ended end) {
        return switch (end) {
            case Ended.Completed completed -> RunStatus.COMPLETED;
            case Ended.Stopped stopped -> RunStatus.STOPPED;
            case Ended.Failed failed ->
                switch (failed.why()) {
                    case GateStopped gate -> RunStatus.GATED;
                    case StopRequested stop -> RunStatus.STOPPED;
                    default -> RunStatus.FAILED;
                };
        };
    }

    private RunSummary report(long run, RunFacts found) {
        RunSummary summary = summaries.of(runs.find(run).orElseThrow(), found);
        QualityTally rows = found.find(GateKeeper.ROWS, QualityTally.class).orElse(QualityTally.EMPTY);
        try {
            Report.write(summaries.reportOf(run), summary, rows.examples(), json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report of run " + run, e);
        }
        return summary;
    }

    private static String operator() {
        return System.getProperty("user.name", "unknown");
    }

    /** Opens a run for the lease's owner, or says why not; asked while the lease is held. */
    private interface RunOpener {
        Opening open(KeptLease kept);
    }

    private sealed interface Opening {
        /** @param resumed whether an earlier attempt began it */
        record Opened(RunRecord run, boolean resumed) implements Opening {}

        record Refused(Outcome outcome) implements Opening {}
    }

    /** What is under way. */
    private record Work(KeptLease lease, long run) {}
}
