package org.catalogsync.sync;

import java.util.Map;
import java.util.function.ToLongFunction;
import org.catalogsync.sync.ask.Ask;
import org.catalogsync.sync.ask.Inquiry;
import org.catalogsync.sync.batch.StepObserver;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.load.Load;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.PlanTally;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.reindex.Reindex;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.Waits;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.transform.Transform;
import org.catalogsync.sync.validate.Validate;

/** Shows how steps go, each beside the rows that it will handle as far as earlier steps tell. */
record StepProgress(RunFacts facts, Progress progress, Waits waits) implements StepObserver {
    private static final Map<String, ToLongFunction<RunFacts>> EXPECTED = Map.of(
            Ask.STEP, Inquiry::keys,
            Transform.STEP, StepProgress::rows,
            Validate.STEP, StepProgress::rows,
            Plan.STEP, StepProgress::rows,
            Load.STEP, facts -> plan(facts).writes(),
            Reindex.STEP, facts -> plan(facts).live() + plan(facts).created());

    @Override
    public void begin(String step) {
        progress.begin(step, EXPECTED.getOrDefault(step, any -> 0).applyAsLong(facts));
    }

    @Override
    public void advance(String step, long rows) {
        progress.waited(waits.spoken());
        progress.advance(step, rows);
    }

    @Override
    public void end(String step, boolean completed) {
        waits.keep();
        progress.waited(waits.spoken());
        progress.end(step, completed);
    }

    private static long rows(RunFacts facts) {
        return facts.find(Extract.MANIFEST, Manifest.class).map(Manifest::rows).orElse(0L);
    }

    private static PlanTally plan(RunFacts facts) {
        return facts.find(GateKeeper.PLAN, PlanTally.class).orElse(PlanTally.NONE);
    }
}
