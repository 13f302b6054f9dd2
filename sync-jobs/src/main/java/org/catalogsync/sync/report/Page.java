package org.catalogsync.sync.report;

import java.util.List;
import java.util.Map;
import org.catalogsync.quality.tally.Example;
import org.jspecify.annotations.Nullable;

/** What the page shows, in the page's order. Every text is worded and formatted already, so that the template only places it. */
record Page(
        long run,
        Verdict verdict,
        @Nullable ErrorPart error,
        Basics basics,
        Part<RowsPart> rows,
        GatePart gate,
        Part<PlanPart> plan,
        Part<ReconcilePart> reconcile,
        Part<EmbeddingsPart> embeddings,
        StepsPart steps,
        RetriedPart retried,
        List<Endpoint> endpoints) {

    static Page of(RunSummary summary, Map<String, List<Example>> examples) {
        Reach reach = Reach.of(summary);
        return new Page(
                summary.run(),
                Verdict.of(summary, reach),
                ErrorPart.of(summary.error()),
                Basics.of(summary),
                new Part<>(RowsPart.of(summary, examples), reach.whyNot(FlowStep.GATE)),
                GatePart.of(summary),
                new Part<>(PlanPart.of(summary), reach.whyNot(FlowStep.GUARD)),
                new Part<>(ReconcilePart.of(summary), reach.whyNot(FlowStep.RECONCILE)),
                new Part<>(EmbeddingsPart.of(summary, reach), reach.whyNot(FlowStep.REINDEX)),
                StepsPart.of(summary, reach),
                RetriedPart.of(summary),
                summary.endpoints().entrySet().stream()
                        .map(entry -> new Endpoint(Visible.of(entry.getKey()), Visible.of(entry.getValue())))
                        .toList());
    }

    /** Where a store answers. */
    record Endpoint(String store, String address) {}
}
