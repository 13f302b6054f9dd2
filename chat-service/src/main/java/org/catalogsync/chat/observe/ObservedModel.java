package org.catalogsync.chat.observe;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.catalogsync.chat.compose.Model;
import org.catalogsync.chat.compose.Usage;
import org.catalogsync.chat.compose.Written;
import org.catalogsync.erp.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A model whose calls are timed and counted under OpenTelemetry's names for generative models, as metrics always and as spans where an answer is sampled. It passes everything on as it is, and sees no text but that there is one.
 */
public final class ObservedModel implements Model {
    static final String PROVIDER = "aws.bedrock";
    private static final String CHAT = "chat";

    /** An empty label is none, and a meter needs the same labels each time. */
    private static final String NO_ERROR = "";

    private static final double[] TOKENS = {1, 4, 16, 64, 256, 1_024, 4_096};
    private static final Duration[] TIMES = {
        Duration.ofMillis(80),
        Duration.ofMillis(160),
        Duration.ofMillis(320),
        Duration.ofMillis(640),
        Duration.ofMillis(1_280),
        Duration.ofMillis(2_560),
        Duration.ofMillis(5_120)
    };

    private final Model model;
    private final MeterRegistry meters;
    private final Traces traces;

    public ObservedModel(Model model, MeterRegistry meters, Traces traces) {
        this.model = model;
        this.meters = meters;
        this.traces = traces;
    }

    @Override
    public Talk ask(Question question, Deadline deadline) {
        ModelSpan span = traces.model(CHAT, question.model(), question.maxTokens());
        return new ObservedTalk(model.ask(question, deadline), question.model(), span);
    }

    private final class ObservedTalk implements Talk {
        private final Talk talk;
        private final String name;
        private final ModelSpan span;
        private final long began = System.nanoTime();
        private final AtomicBoolean over = new AtomicBoolean();
        private boolean spoke;

        ObservedTalk(Talk talk, String name, ModelSpan span) {
            this.talk = talk;
            this.name = name;
            this.span = span;
        }

        @Override
        public Piece next(Duration atMost) {
            Piece piece = talk.next(atMost);
            switch (piece) {
                case Piece.Text text -> spoken();
                case Piece.End end -> over(end.cut() ? "max_tokens" : "end_turn", null);
                case Piece.Failed failed -> over(null, failed.why().wire());
                case Piece.Nothing nothing -> {}
            }
            return piece;
        }

        private void spoken() {
            if (!spoke) {
                spoke = true;
                span.firstToken();
                timer("catalog.chat.model.first.token", NO_ERROR)
                        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public Usage usage() {
            return talk.usage();
        }

        @Override
        public void end(Written.Why why) {
            talk.end(why);
            over(null, why == Written.Why.NOTHING ? null : why.wire());
        }

        /** The first to say so counts: a talk that came to its end is ended once more by whoever asked. */
        private void over(@Nullable String finish, @Nullable String error) {
            if (over.compareAndSet(false, true)) {
                Usage usage = talk.usage();
                span.end(usage, finish, error);
                timer("gen_ai.client.operation.duration", error == null ? NO_ERROR : error)
                        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                tokens("input").record(usage.input());
                tokens("output").record(usage.output());
            }
        }

        private Timer timer(String meter, String error) {
            return Timer.builder(meter)
                    .tag("gen_ai.operation.name", CHAT)
                    .tag("gen_ai.provider.name", PROVIDER)
                    .tag("gen_ai.request.model", name)
                    .tag("error.type", error)
                    .serviceLevelObjectives(TIMES)
                    .register(meters);
        }

        private DistributionSummary tokens(String type) {
            return DistributionSummary.builder("gen_ai.client.token.usage")
                    .tag("gen_ai.operation.name", CHAT)
                    .tag("gen_ai.provider.name", PROVIDER)
                    .tag("gen_ai.request.model", name)
                    .tag("gen_ai.token.type", type)
                    .serviceLevelObjectives(TOKENS)
                    .register(meters);
        }
    }
}
