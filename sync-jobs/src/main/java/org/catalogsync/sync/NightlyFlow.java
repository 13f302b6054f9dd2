package org.catalogsync.sync;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.sync.batch.NightlyStep;
import org.catalogsync.sync.batch.NightlyStep.Once;
import org.catalogsync.sync.batch.NightlyStep.PerUnit;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.load.Load;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.Snapshot;
import org.catalogsync.sync.publish.Publish;
import org.catalogsync.sync.reconcile.Reconcile;
import org.catalogsync.sync.reindex.GenerationBuild;
import org.catalogsync.sync.reindex.Reindex;
import org.catalogsync.sync.transform.Transform;
import org.catalogsync.sync.validate.Validate;

/**
 * The nightly run from top to bottom. Up to and including the guard nothing of the read side is written; a dry run ends there.
 *
 * @param before what has to be done before there is something to extract; nothing where the source is files
 * @param extract files → staged files and manifest
 * @param transform blocks → accepted rows by bucket, rejected rows
 * @param validate buckets → one row per ISBN
 * @param gate judges extract and plan
 * @param snapshot product table → what the plan needs of it
 * @param plan buckets → differences, persisted
 * @param load slices of differences → product table
 * @param build makes and registers the generation
 * @param reindex product table → generation
 * @param reconcile proves that all are equal
 * @param publish makes it visible
 */
record NightlyFlow(
        List<NightlyStep> before,
        Extract extract,
        Transform transform,
        Validate validate,
        GateKeeper gate,
        Snapshot snapshot,
        Plan plan,
        Load load,
        GenerationBuild build,
        Reindex reindex,
        Reconcile reconcile,
        Publish publish) {

    List<NightlyStep> steps(boolean dryRun) {
        List<NightlyStep> steps = new ArrayList<>(before);
        steps.addAll(List.of(
                new Once(Extract.STEP, extract::extract),
                new PerUnit(Transform.STEP, transform::blocks, transform::transform),
                new PerUnit(Validate.STEP, validate::buckets, validate::validate),
                new Once(GateKeeper.EXTRACT_STEP, gate::judgeExtract),
                new PerUnit(Snapshot.STEP, snapshot::groups, snapshot::read),
                new PerUnit(Plan.STEP, plan::buckets, plan::plan),
                new Once(GateKeeper.PLAN_STEP, gate::judgePlan)));
        if (!dryRun) {
            steps.addAll(List.of(
                    new PerUnit(Load.STEP, this::slicesToLoad, load::load),
                    new Once(GenerationBuild.STEP, build::begin),
                    new PerUnit(Reindex.STEP, reindex::groups, reindex::reindex),
                    new Once(Reconcile.STEP, reconcile::reconcile),
                    new Once(Publish.STEP, publish::publish)));
        }
        return steps;
    }

    /** Asked when the step starts, before its first write. */
    private int slicesToLoad() {
        build.retireAbandoned();
        return load.slices();
    }
}
