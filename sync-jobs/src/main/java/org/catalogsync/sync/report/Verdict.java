package org.catalogsync.sync.report;

import java.util.List;

/**
 * The top of the page: how the run ended, what that means for the stores, and what to do next.
 *
 * @param status the word for it, in capitals
 * @param sign the same as a sign
 * @param sentence what happened
 * @param stores what the read side holds now
 * @param notes what deserves a look although it stopped nothing
 */
record Verdict(
        Tone tone,
        String sign,
        String status,
        boolean dryRun,
        String sentence,
        String stores,
        List<Advice> next,
        List<Note> notes) {

    boolean anyNotes() {
        return !notes.isEmpty();
    }

    static Verdict of(RunSummary summary, Reach reach) {
        return new Verdict(
                tone(summary),
                sign(summary),
                summary.status().name(),
                summary.dryRun(),
                sentence(summary, reach),
                stores(reach),
                Advice.of(summary),
                Note.of(summary));
    }

    private static Tone tone(RunSummary summary) {
        return switch (summary.status()) {
            case COMPLETED -> summary.dryRun() ? Tone.INFO : Tone.GOOD;
            case RUNNING -> Tone.INFO;
            case FAILED -> Tone.BAD;
            case STOPPED, ABANDONED -> Tone.IDLE;
            case GATED -> Tone.WARN;
        };
    }

    private static String sign(RunSummary summary) {
        return StepState.endedAs(summary.status()).sign();
    }

    private static String sentence(RunSummary summary, Reach reach) {
        String where = reach.furthest().map(step -> " in " + step.id()).orElse(" before its first step");
        return switch (summary.status()) {
            case COMPLETED ->
                summary.dryRun()
                        ? "The plan is made and judged; a dry run ends here."
                        : "Extract, DynamoDB and the new search generation were compared and are equal; the generation is live.";
            case RUNNING -> "The run is at work" + where + ".";
            case FAILED -> "The run ended" + where + ".";
            case STOPPED -> "The run was asked to stop and did so" + where + "; what it had committed is kept.";
            case ABANDONED ->
                "The run's process died" + where + "; the next start found another source and opened a new run.";
            case GATED ->
                "The run was stopped" + where + ", before the first write: " + GatePart.failures(summary) + ".";
        };
    }

    private static String stores(Reach reach) {
        if (!reach.began(FlowStep.LOAD)) {
            return "Nothing was written: DynamoDB, OpenSearch and Redis are as they were before this run.";
        }
        if (reach.stateOf(FlowStep.PUBLISH) == StepState.DONE) {
            return "DynamoDB, OpenSearch and Redis are up to date.";
        }
        return reach.began(FlowStep.PUBLISH)
                ? "DynamoDB is written. Publishing had begun: searches may answer from the new generation already."
                : "DynamoDB was written to, as far as load got. Searches still answer from the generation before this run.";
    }
}
