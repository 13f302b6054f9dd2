package org.catalogsync.sync.report;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.catalogsync.sync.batch.JobRunner.StepTime;
import org.catalogsync.sync.run.RunStatus;

/**
 * How far a run got.
 *
 * @param ran every step that was at least begun, in any attempt
 */
record Reach(RunStatus status, boolean dryRun, Set<FlowStep> ran) {

    static Reach of(RunSummary summary) {
        Set<FlowStep> ran = EnumSet.noneOf(FlowStep.class);
        summary.steps().stream()
                .map(StepTime::name)
                .map(FlowStep::of)
                .flatMap(Optional::stream)
                .forEach(ran::add);
        return new Reach(summary.status(), summary.dryRun(), ran);
    }

    boolean began(FlowStep step) {
        return ran.contains(step);
    }

    /** The furthest step begun: the one in which a run ended that did not complete. */
    Optional<FlowStep> furthest() {
        return ran.stream().max(Comparator.naturalOrder());
    }

    /** How a step stands. */
    StepState stateOf(FlowStep step) {
        if (!began(step)) {
            return dryRun && !step.isInDryRun() ? StepState.NOT_IN_DRY_RUN : StepState.NOT_REACHED;
        }
        if (status == RunStatus.COMPLETED || furthest().filter(step::equals).isEmpty()) {
            return StepState.DONE;
        }
        return StepState.endedAs(status);
    }

    /** Why a run has no result of a step, as a sentence. */
    String whyNot(FlowStep step) {
        if (dryRun && !step.isInDryRun()) {
            return "A dry run ends before " + step.id() + ".";
        }
        return furthest()
                .map(last -> began(step)
                        ? "The run ended before " + last.id() + " had a result."
                        : "The run ended in " + last.id() + ", before " + step.id() + ".")
                .orElse("The run ended before its first step.");
    }
}
