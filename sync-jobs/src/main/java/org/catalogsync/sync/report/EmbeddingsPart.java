package org.catalogsync.sync.report;

import org.jspecify.annotations.Nullable;

/**
 * Embeddings by where they came from, in distinct texts.
 *
 * @param soFar whether the step did not end, so that more were to come
 */
record EmbeddingsPart(String computed, String computedShare, String reused, String reusedShare, boolean soFar) {

    /** Null where reindexing was not begun. */
    static @Nullable EmbeddingsPart of(RunSummary summary, Reach reach) {
        if (!reach.began(FlowStep.REINDEX)) {
            return null;
        }
        long computed = summary.embeddings().computed();
        long reused = summary.embeddings().reused();
        return new EmbeddingsPart(
                Figures.count(computed),
                Figures.share(computed, computed + reused),
                Figures.count(reused),
                Figures.share(reused, computed + reused),
                reach.stateOf(FlowStep.REINDEX) != StepState.DONE);
    }
}
