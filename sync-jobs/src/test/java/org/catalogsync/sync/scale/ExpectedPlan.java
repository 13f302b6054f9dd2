package org.catalogsync.sync.scale;

import org.catalogsync.sync.plan.PlanTally;

/** What tonight's plan must count; kept between the process that prepares and the one that is measured. */
record ExpectedPlan(long created, long changed, long deleted, long unchanged, long superseded, long held, long live) {

    static ExpectedPlan of(PlanTally found) {
        return new ExpectedPlan(
                found.created(),
                found.changed(),
                found.deleted(),
                found.unchanged(),
                found.superseded(),
                found.held(),
                found.live());
    }
}
