package org.catalogsync.sync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.sync.batch.JobRunner.StepTime;
import org.junit.jupiter.api.Test;

class FlowStepTest {

    @Test
    void stepThatThePageDoesNotKnowIsStillShown() {
        SampleRuns.Draft draft = SampleRuns.draft();
        List<StepTime> steps = new ArrayList<>(draft.steps);
        steps.add(new StepTime("polish", 1.5, 7));
        draft.steps = steps;
        RunSummary summary = draft.summary();

        StepsPart part = StepsPart.of(summary, Reach.of(summary));

        assertThat(part.lines())
                .last()
                .extracting(StepsPart.Line::name, StepsPart.Line::rows)
                .containsExactly("polish", "7");
    }
}
