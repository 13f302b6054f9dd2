package org.catalogsync.sync.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.catalogsync.sync.batch.JobRunner.StepTime;
import org.jspecify.annotations.Nullable;

/**
 * Every step of a run with how it stands; times add up over all attempts.
 *
 * @param total time spent in steps
 */
record StepsPart(List<Line> lines, String total) {

    static StepsPart of(RunSummary summary, Reach reach) {
        Map<String, StepTime> times = summary.steps().stream()
                .collect(Collectors.toMap(StepTime::name, Function.identity(), (one, other) -> other));
        double total = summary.steps().stream().mapToDouble(StepTime::seconds).sum();
        Stream<Line> known = Arrays.stream(FlowStep.values())
                .filter(step -> step.isInEveryRun() || reach.began(step))
                .map(step -> Line.of(step.id(), step.does(), reach.stateOf(step), times.get(step.id()), total));
        // A step that this page does not know yet is still shown.
        Stream<Line> unknown = summary.steps().stream()
                .filter(time -> FlowStep.of(time.name()).isEmpty())
                .map(time -> Line.of(time.name(), "", StepState.DONE, time, total));
        return new StepsPart(Stream.concat(known, unknown).toList(), Figures.seconds(total));
    }

    /**
     * @param began whether there is anything to show but the state
     * @param width of the time's bar, in CSS
     */
    record Line(
            String name,
            String does,
            StepState state,
            boolean began,
            String time,
            String rows,
            String rate,
            String width) {

        static Line of(String name, String does, StepState state, @Nullable StepTime time, double total) {
            return time == null
                    ? new Line(name, does, state, false, Figures.NONE, Figures.NONE, Figures.NONE, "0")
                    : new Line(
                            name,
                            does,
                            state,
                            true,
                            Figures.seconds(time.seconds()),
                            Figures.count(time.rows()),
                            Figures.rate(time.rows(), time.seconds()),
                            Figures.width(time.seconds(), total));
        }
    }
}
