package org.catalogsync.sync.report;

import java.util.List;
import org.catalogsync.quality.gate.GateCheck;
import org.jspecify.annotations.Nullable;

/**
 * The plan in numbers of keys.
 *
 * @param writes created, changed and deleted together
 */
record PlanPart(String writes, boolean dryRun, List<Line> lines) {

    /** Null where no plan was summed up: the guard does that, and judges it in the same breath. */
    static @Nullable PlanPart of(RunSummary summary) {
        if (summary.gate().stream().noneMatch(check -> check.id().equals(GateCheck.DELETE_RATE))) {
            return null;
        }
        RunSummary.PlanCounts plan = summary.plan();
        return new PlanPart(
                Figures.count(plan.created() + plan.changed() + plan.deleted()),
                summary.dryRun(),
                List.of(
                        Line.of("created", plan.created(), true, "new in the extract"),
                        Line.of("changed", plan.changed(), true, "other content than stored"),
                        Line.of("deleted", plan.deleted(), true, "not in the extract any more"),
                        Line.of("unchanged", plan.unchanged(), false, "stored as the extract has it"),
                        Line.of("superseded", plan.superseded(), false, "stored in a newer version than the extract's"),
                        Line.of("held", plan.held(), false, "row rejected: the stores keep what they have")));
    }

    /** @param write whether DynamoDB is written for these keys */
    record Line(String name, String count, boolean write, boolean none, String meaning) {
        static Line of(String name, long count, boolean write, String meaning) {
            return new Line(name, Figures.count(count), write, count == 0, meaning);
        }
    }
}
