package org.catalogsync.sync.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.catalogsync.quality.gate.Gate;
import org.catalogsync.quality.gate.GateCheck;
import org.catalogsync.quality.gate.GateSettings;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.PlanTally;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.transform.Transform;
import org.catalogsync.sync.validate.Validate;

/**
 * Sums what the units found and lets the run pass or stops it. Both gates stand before the first write; what an operator accepted with a reason is let through and stays visible as accepted.
 */
public final class GateKeeper {
    /** The step that judges the extract. */
    public static final String EXTRACT_STEP = "gate";

    /** The step that judges the plan. */
    public static final String PLAN_STEP = "guard";

    /** Fact: {@link QualityTally} of the whole extract. */
    public static final String ROWS = "rows";

    /** Fact: {@link PlanTally} of the whole plan. */
    public static final String PLAN = "plan";

    private final RunFacts facts;
    private final GateSettings settings;
    private final OptionalLong rowsOfLastGood;
    private final boolean accepted;

    /**
     * @param rowsOfLastGood rows read by the last good run
     * @param accepted whether an operator answered for this run
     */
    public GateKeeper(RunFacts facts, GateSettings settings, OptionalLong rowsOfLastGood, boolean accepted) {
        this.facts = facts;
        this.settings = settings;
        this.rowsOfLastGood = rowsOfLastGood;
        this.accepted = accepted;
    }

    /** Judges the extract; returns the rows judged. Throws {@link GateStopped}. */
    public long judgeExtract() {
        long duplicates = facts.receipts(Validate.STEP, Validate.Receipt.class).stream()
                .mapToLong(Validate.Receipt::duplicates)
                .sum();
        QualityTally rows = facts.receipts(Transform.STEP, Transform.Receipt.class).stream()
                .map(Transform.Receipt::tally)
                .reduce(QualityTally.EMPTY, QualityTally::plus)
                .withDuplicates(duplicates);
        facts.keep(ROWS, rows);
        pass(EXTRACT_STEP, Gate.ofExtract(settings, rows, rowsOfLastGood));
        return rows.read();
    }

    /** Judges the plan; returns the keys it decides. Throws {@link GateStopped}. */
    public long judgePlan() {
        PlanTally plan = Plan.receipts(facts).stream().map(Plan.Receipt::tally).reduce(PlanTally.NONE, PlanTally::plus);
        facts.keep(PLAN, plan);
        pass(PLAN_STEP, Gate.ofPlan(settings, plan.deleted(), plan.live()));
        return plan.live() + plan.created();
    }

    /** All checks so far, those of the extract first. */
    public static List<GateCheck> checks(RunFacts facts) {
        List<GateCheck> all = new ArrayList<>();
        facts.find(EXTRACT_STEP + ".checks", Checks.class).ifPresent(found -> all.addAll(found.checks()));
        facts.find(PLAN_STEP + ".checks", Checks.class).ifPresent(found -> all.addAll(found.checks()));
        return all;
    }

    private void pass(String step, List<GateCheck> checks) {
        List<GateCheck> judged =
                accepted ? checks.stream().map(GateCheck::acceptedByOperator).toList() : checks;
        List<GateCheck> failed = judged.stream().filter(GateCheck::failed).toList();
        facts.keep(step + ".checks", new Checks(judged));
        if (!failed.isEmpty()) {
            throw new GateStopped(failed);
        }
    }

    /** Checks of one gate, as kept. */
    record Checks(List<GateCheck> checks) {}
}
