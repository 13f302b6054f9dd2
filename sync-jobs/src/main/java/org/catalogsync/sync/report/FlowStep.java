package org.catalogsync.sync.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.catalogsync.sync.ask.Ask;
import org.catalogsync.sync.ask.Keys;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.fullload.FullLoad;
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

/** The steps of a run in their order, so that a page can also show those that a run did not reach. */
enum FlowStep {
    FULL_LOAD(FullLoad.STEP, "the DMS task awaited"),
    KEYS(Keys.STEP, "the keys to ask the ERP for collected"),
    ASK(Ask.STEP, "the ERP asked for each of them"),
    EXTRACT(Extract.STEP, "source files inspected and staged"),
    TRANSFORM(Transform.STEP, "rows decoded, mapped and judged one by one"),
    VALIDATE(Validate.STEP, "one row kept per ISBN"),
    GATE(GateKeeper.EXTRACT_STEP, "the extract judged as a whole"),
    SNAPSHOT(Snapshot.STEP, "the product table read"),
    PLAN(Plan.STEP, "differences worked out and persisted"),
    GUARD(GateKeeper.PLAN_STEP, "the plan judged before the first write"),
    LOAD(Load.STEP, "differences written to DynamoDB"),
    REGISTER(GenerationBuild.STEP, "a new index generation made"),
    REINDEX(Reindex.STEP, "the generation filled from DynamoDB"),
    RECONCILE(Reconcile.STEP, "extract, DynamoDB and generation compared"),
    PUBLISH(Publish.STEP, "alias moved, cache invalidated, event sent");

    private final String id;
    private final String does;

    FlowStep(String id, String does) {
        this.id = id;
        this.does = does;
    }

    /** All names, in the order of the flow. */
    static List<String> ids() {
        return Arrays.stream(values()).map(FlowStep::id).toList();
    }

    /** The name in summaries. */
    String id() {
        return id;
    }

    /** What it does, in a few words. */
    String does() {
        return does;
    }

    /** Whether every run has it, wherever its rows come from. */
    boolean isInEveryRun() {
        return compareTo(EXTRACT) >= 0;
    }

    /** Whether dry runs have it too. */
    boolean isInDryRun() {
        return compareTo(GUARD) <= 0;
    }

    static Optional<FlowStep> of(String id) {
        return Arrays.stream(values()).filter(step -> step.id.equals(id)).findFirst();
    }
}
