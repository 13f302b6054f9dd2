package org.catalogsync.sync.report;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.load.Load;
import org.catalogsync.sync.load.LoadReceipt;
import org.catalogsync.sync.plan.PlanTally;
import org.catalogsync.sync.reconcile.Reconcile;
import org.catalogsync.sync.reconcile.ReconcileResult;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunStatus;

/** The sums that must add up, whatever a run went through: every row has exactly one end, every planned change too. Only what was reached is checked. */
final class Invariants {
    /** What all sums adding up is called. */
    static final String OK = "ok";

    private final List<String> broken = new ArrayList<>();

    private Invariants() {}

    /** {@code ok}, or every sum that does not add up with its numbers. */
    static String of(RunFacts facts, RunStatus status) {
        Invariants invariants = new Invariants();
        QualityTally rows = facts.find(GateKeeper.ROWS, QualityTally.class).orElse(QualityTally.EMPTY);
        invariants.equal(
                "read = accepted + duplicates + rejected",
                rows.read(),
                rows.accepted() + rows.duplicates() + rows.rejected());
        facts.find(GateKeeper.PLAN, PlanTally.class).ifPresent(plan -> {
            invariants.equal(
                    "accepted = created + changed + unchanged + superseded + held rows",
                    rows.accepted(),
                    plan.created() + plan.changed() + plan.unchanged() + plan.superseded() + plan.heldRows());
            facts.find(Reconcile.RESULT, ReconcileResult.class)
                    .ifPresent(compared -> invariants.loaded(plan, Load.total(facts)));
        });
        if (status == RunStatus.COMPLETED) {
            facts.find(Reconcile.RESULT, ReconcileResult.class).ifPresent(invariants::published);
        }
        return invariants.broken.isEmpty() ? OK : String.join("; ", invariants.broken);
    }

    private void loaded(PlanTally plan, LoadReceipt load) {
        equal(
                "planned writes = written + same + superseded",
                plan.writes(),
                load.written() + load.same() + load.superseded());
    }

    private void published(ReconcileResult compared) {
        if (!compared.equal()) {
            broken.add("published although the stores differ");
        }
    }

    private void equal(String what, long left, long right) {
        if (left != right) {
            broken.add(what + ": " + left + " is not " + right);
        }
    }
}
