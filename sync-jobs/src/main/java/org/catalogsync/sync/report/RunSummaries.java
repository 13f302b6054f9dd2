package org.catalogsync.sync.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.sync.batch.JobRunner;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.PlanTally;
import org.catalogsync.sync.publish.Publish;
import org.catalogsync.sync.reconcile.Reconcile;
import org.catalogsync.sync.reconcile.ReconcileResult;
import org.catalogsync.sync.reindex.GenerationBuild;
import org.catalogsync.sync.reindex.Reindex;
import org.catalogsync.sync.reindex.ReindexReceipt;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRecord;
import org.catalogsync.sync.run.Runs;
import org.catalogsync.sync.run.UnitJournal;
import org.catalogsync.sync.run.Waits;
import org.catalogsync.sync.staging.Manifest;

/** Sums up runs from the job repository's database alone: no store has to be up to look at a run. */
public final class RunSummaries {
    /** Fact: {@link ErrorReport} of the last attempt. */
    public static final String ERROR = "error";

    /** Held keys that a summary lists; the staged plan has them all. */
    private static final int HELD_KEYS = 1_000;

    /** Fact: the run that this attempt went on with. */
    public static final String RESUMED_FROM = "resumed_from";

    private final Runs runs;
    private final JobRunner jobs;
    private final Map<String, String> endpoints;
    private final Path reports;

    /**
     * @param endpoints addresses of the stores, by name
     * @param reports the folder of all reports
     */
    public RunSummaries(Runs runs, JobRunner jobs, Map<String, String> endpoints, Path reports) {
        this.runs = runs;
        this.jobs = jobs;
        this.endpoints = endpoints;
        this.reports = reports;
    }

    /** The folder of a run's report. */
    public Path reportOf(long run) {
        return reports.resolve(Long.toString(run));
    }

    public RunSummary of(RunRecord run, RunFacts facts) {
        Optional<Manifest> manifest = facts.find(Extract.MANIFEST, Manifest.class);
        ReindexReceipt reindexed = Reindex.total(facts);
        PlanTally plan = facts.find(GateKeeper.PLAN, PlanTally.class).orElse(PlanTally.NONE);
        return new RunSummary(
                run.id(),
                run.status(),
                run.request().source(),
                run.request().dryRun(),
                run.startedAt(),
                run.endedAt(),
                manifest.map(Manifest::watermark).orElse(null),
                manifest.map(Manifest::watermarkBasis).orElse(null),
                rows(facts.find(GateKeeper.ROWS, QualityTally.class).orElse(QualityTally.EMPTY)),
                plan(plan),
                new RunSummary.EmbeddingCounts(reindexed.computed(), reindexed.reused()),
                facts.find(Reconcile.RESULT, ReconcileResult.class)
                        .map(RunSummaries::reconcile)
                        .orElse(new RunSummary.ReconcileCounts(
                                0, 0, 0, 0, 0, 0, 0, false, List.of(), List.of(), 0, null)),
                Waits.total(facts),
                GateKeeper.checks(facts),
                runs.acceptances(run.id()),
                facts.find(ERROR, ErrorReport.class).orElse(null),
                facts.find(GenerationBuild.GENERATION, String.class).orElse(null),
                facts.find(RESUMED_FROM, Long.class).orElse(null),
                UnitJournal.redone(facts, FlowStep.ids()),
                Invariants.of(facts, run.status()),
                jobs.steps(run.id()),
                endpoints,
                reportOf(run.id()).resolve("index.html").toString(),
                plan.held(),
                facts.find(Publish.DRIFT, Long.class).orElse(0L),
                Plan.heldKeys(facts).stream().limit(HELD_KEYS).toList());
    }

    private static RunSummary.Rows rows(QualityTally tally) {
        return new RunSummary.Rows(
                tally.read(),
                tally.accepted(),
                tally.duplicates(),
                tally.rejected(),
                tally.rejectedByRule(),
                tally.warningsById());
    }

    private static RunSummary.PlanCounts plan(PlanTally plan) {
        return new RunSummary.PlanCounts(
                plan.created(), plan.changed(), plan.deleted(), plan.unchanged(), plan.superseded(), plan.held());
    }

    private static RunSummary.ReconcileCounts reconcile(ReconcileResult result) {
        return new RunSummary.ReconcileCounts(
                result.extract(),
                result.dynamodb(),
                result.opensearch(),
                result.missing(),
                result.unexpected(),
                result.diverged(),
                result.notComparable(),
                result.equal(),
                result.differences(),
                result.notComparableKeys(),
                result.caughtUp(),
                result.lookedAt());
    }
}
