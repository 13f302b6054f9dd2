package org.catalogsync.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.sync.batch.JobRunner;
import org.catalogsync.sync.batch.JobRunner.Ended;
import org.catalogsync.sync.batch.NightlyStep;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.gate.GateStopped;
import org.catalogsync.sync.load.Load;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.Snapshot;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.publish.Publish;
import org.catalogsync.sync.reconcile.Reconcile;
import org.catalogsync.sync.reindex.GenerationBuild;
import org.catalogsync.sync.reindex.Reindex;
import org.catalogsync.sync.report.Report;
import org.catalogsync.sync.report.RunSummaries;
import org.catalogsync.sync.report.RunSummary;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunLease;
import org.catalogsync.sync.run.RunLease.Claim;
import org.catalogsync.sync.run.RunRecord;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.run.RunStatus;
import org.catalogsync.sync.run.Runs;
import org.catalogsync.sync.run.Waits;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.source.Sources;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.transform.Transform;
import org.catalogsync.sync.validate.Validate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Takes the lease, carries out one run as a restartable job, records how it ended and writes its report. */
public final class NightlyRun {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyRun.class);

    private final SyncSettings settings;
    private final Stores stores;
    private final Runs runs;
    private final FactStore factStore;
    private final RunLease lease;
    private final JobRunner jobs;
    private final RunSummaries summaries;
    private final JsonMapper json;
    private final Clock clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean working;

    NightlyRun(
            SyncSettings settings,
            Stores stores,
            Runs runs,
            FactStore factStore,
            RunLease lease,
            JobRunner jobs,
            RunSummaries summaries,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.runs = runs;
        this.factStore = factStore;
        this.lease = lease;
        this.jobs = jobs;
        this.summaries = summaries;
        this.json = json;
        this.clock = clock;
    }

    /** Starts a new run. */
    public Outcome start(RunRequest request, @Nullable String acceptReason, Progress progress) {
        return underLease(
                owner -> {
                    if (runs.isEmpty()) {
                        continueNumbersOfTheReadSide();
                    }
                    return new Opening.Opened(runs.open(request, owner, clock.instant()));
                },
                acceptReason,
                progress);
    }

    /** Goes on with a run that failed, was stopped or was gated. */
    public Outcome restart(long run, @Nullable String acceptReason, Progress progress) {
        return underLease(owner -> resume(run), acceptReason, progress);
    }

    /** Generations and versions of equal watermarks are ordered by run: with a new job repository beside older stores the numbers must not start again. */
    private void continueNumbersOfTheReadSide() {
        stores.state()
                .find(Publish.NIGHTLY)
                .map(entry -> entry.fields().get("run"))
                .ifPresent(run -> runs.continueAfter(Long.parseLong(run)));
    }

    /** An older plan than what has been published since would undo it: its revs may still fit where nothing had to be written. */
    private Opening resume(long run) {
        Optional<RunRecord> found = runs.find(run);
        if (found.isEmpty() || !found.get().status().resumable()) {
            return new Opening.Refused(
                    new Outcome.NotResumable(found.map(RunRecord::status).orElse(null)));
        }
        Optional<RunRecord> newer = runs.firstGoodAfter(run);
        if (newer.isPresent() && !found.get().request().dryRun()) {
            return new Opening.Refused(new Outcome.Overtaken(newer.get().id()));
        }
        return new Opening.Opened(found.get());
    }

    /** Asks the running job to stop at its next commit and waits for it. */
    public void stop(Duration patience) {
        if (!working) {
            return;
        }
        jobs.stop();
        try {
            ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it went. */
    public sealed interface Outcome {
        record Done(RunSummary summary) implements Outcome {}

        /** A live run holds the lease. */
        record Busy(String owner, Duration silence) implements Outcome {}

        /** A newer run was published since. */
        record Overtaken(long by) implements Outcome {}

        /** There is no run of this number that could go on. */
        record NotResumable(@Nullable RunStatus status) implements Outcome {}
    }

    private Outcome underLease(RunOpener opener, @Nullable String acceptReason, Progress progress) {
        String owner = ProcessHandle.current().pid() + "@" + hostName();
        return switch (lease.claim(owner, clock.instant())) {
            case Claim.Busy busy -> new Outcome.Busy(busy.owner(), busy.silence());
            case Claim.Held held -> {
                working = true;
                try (ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("heartbeat").factory())) {
                    long every = RunLease.HEARTBEAT.toMillis();
                    heart.scheduleAtFixedRate(() -> beat(held), every, every, TimeUnit.MILLISECONDS);
                    closeDeadRuns();
                    yield carryOut(opener, owner, acceptReason, progress);
                } finally {
                    lease.release(held);
                    working = false;
                    ended.countDown();
                }
            }
        };
    }

    /** Must not throw: a heart that missed one beat because the database was away beats on. */
    private void beat(Claim.Held held) {
        try {
            if (!lease.beat(held, clock.instant())) {
                LOG.error("the lease went to another run; stopping at the next commit");
                jobs.stop();
            }
        } catch (RuntimeException e) {
            LOG.warn("no heartbeat: {}", e.toString());
        }
    }

    /** Whoever holds the lease knows that a run which still says RUNNING has no living process. */
    private void closeDeadRuns() {
        jobs.recoverDead();
        for (RunRecord dead : runs.running()) {
            runs.mark(dead.id(), RunStatus.FAILED, clock.instant());
        }
    }

    private Outcome carryOut(RunOpener opener, String owner, @Nullable String acceptReason, Progress progress) {
        return switch (opener.open(owner)) {
            case Opening.Refused refused -> refused.outcome();
            case Opening.Opened opened -> carryOut(opened.run(), acceptReason, progress);
        };
    }

    private Outcome carryOut(RunRecord run, @Nullable String acceptReason, Progress progress) {
        RunFacts facts = factStore.of(run.id());
        facts.remove(RunSummaries.ERROR);
        runs.mark(run.id(), RunStatus.RUNNING, null);
        if (acceptReason != null) {
            runs.accept(run.id(), new Runs.Acceptance(clock.instant(), operator(), acceptReason));
        }
        List<NightlyStep> steps = flow(run, facts, progress).steps(run.request().dryRun());
        Ended end = jobs.run(run.id(), steps, new StepProgress(facts, progress, Waits.begin(facts, stores.retries())));
        progress.close();
        RunStatus status = status(end);
        if (end instanceof Ended.Failed failed) {
            facts.put(RunSummaries.ERROR, Failures.describe(failed.why()));
        }
        runs.mark(run.id(), status, clock.instant());
        return new Outcome.Done(report(run.id(), facts));
    }

    private static RunStatus status(Ended end) {
        return switch (end) {
            case Ended.Completed completed -> RunStatus.COMPLETED;
            case Ended.Stopped stopped -> RunStatus.STOPPED;
            case Ended.Failed failed -> failed.why() instanceof GateStopped ? RunStatus.GATED : RunStatus.FAILED;
        };
    }

    private RunSummary report(long run, RunFacts facts) {
        RunSummary summary = summaries.of(runs.find(run).orElseThrow(), facts);
        QualityTally rows = facts.find(GateKeeper.ROWS, QualityTally.class).orElse(QualityTally.EMPTY);
        try {
            Report.write(summaries.reportOf(run), summary, rows.examples(), json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report of run " + run, e);
        }
        return summary;
    }

    private NightlyFlow flow(RunRecord run, RunFacts facts, Progress progress) {
        RunRequest request = run.request();
        StagingArea staging = new StagingArea(stores.objects(), run.id());
        Supplier<Manifest> manifest = new Lazy<>(() -> facts.get(Extract.MANIFEST, Manifest.class));
        Supplier<Declaration> declaration = new Lazy<>(() -> Declarations.parse(
                manifest.get().declarationName(), manifest.get().declaration()));
        Optional<RunFacts> lastGood = runs.lastGoodBefore(run.id()).map(last -> factStore.of(last.id()));
        GenerationRegister register = new GenerationRegister(stores.state());
        WritePermit permit = () -> {};
        ProductWriter writer = new ProductWriter(
                stores.products(), settings.tombstoneLife(), settings.clockSkew(), clock, permit::check);
        return new NightlyFlow(
                new Extract(
                        facts,
                        request,
                        () -> Sources.open(
                                request.source(),
                                request.declaration() == null ? null : Path.of(request.declaration()),
                                stores::objects),
                        staging,
                        settings.blockBytes(),
                        progress,
                        json,
                        clock),
                new Transform(facts, staging, manifest, declaration),
                new Validate(facts, staging, manifest),
                new GateKeeper(
                        facts,
                        settings.gate().settings(),
                        rowsOf(lastGood),
                        !runs.acceptances(run.id()).isEmpty()),
                new Snapshot(facts, staging, stores.products(), manifest),
                new Plan(facts, staging, manifest, lastGood),
                new Load(facts, staging, writer, manifest),
                new GenerationBuild(facts, stores.index(), stores.embeddings(), register, permit),
                new Reindex(facts, stores.products(), stores.embeddings(), stores.index(), manifest, permit),
                new Reconcile(facts, staging, stores.products(), stores.index(), manifest, settings.workers()),
                new Publish(
                        facts,
                        staging,
                        stores.index(),
                        register,
                        stores.cache(),
                        stores.events(),
                        stores.state(),
                        manifest,
                        settings.keepGenerations(),
                        json,
                        clock,
                        permit));
    }

    private static OptionalLong rowsOf(Optional<RunFacts> lastGood) {
        return lastGood.flatMap(last -> last.find(GateKeeper.ROWS, QualityTally.class))
                .map(rows -> OptionalLong.of(rows.read()))
                .orElse(OptionalLong.empty());
    }

    private static String operator() {
        return System.getProperty("user.name", "unknown");
    }

    private static String hostName() {
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "localhost";
        }
    }

    /** Opens a run for an owner, or says why not; asked while the lease is held. */
    private interface RunOpener {
        Opening open(String owner);
    }

    private sealed interface Opening {
        record Opened(RunRecord run) implements Opening {}

        record Refused(Outcome outcome) implements Opening {}
    }
}
