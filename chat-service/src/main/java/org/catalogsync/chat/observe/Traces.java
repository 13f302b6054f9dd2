package org.catalogsync.chat.observe;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Traces of answers, by OpenTelemetry: one for each sampled answer, with its steps below it. Nothing is made and nothing exported unless the {@code OTEL_*} variables say where to.
 *
 * <p>A span has counts, codes and times. No text that a customer wrote or a model answered, no user and no conversation gets into one. A collector that is slow or away is never waited for: what does not fit into the exporter's
 * queue is dropped.
 */
public final class Traces implements AutoCloseable {
    /** Nobody looks. */
    public static final Traces OFF = new Traces(null, null);

    private static final long LAST_SPANS_MILLIS = 1_000;
    private static final String SCOPE = "org.catalogsync.chat";

    private final @Nullable OpenTelemetrySdk sdk;
    private final @Nullable Tracer tracer;

    private Traces(@Nullable OpenTelemetrySdk sdk, @Nullable Tracer tracer) {
        this.sdk = sdk;
        this.tracer = tracer;
    }

    /** As the variables of OpenTelemetry say. */
    public static Traces open(TraceSettings settings) {
        return settings.sdk().map(sdk -> new Traces(sdk, sdk.getTracer(SCOPE))).orElse(OFF);
    }

    /** Over an SDK that is its caller's. */
    public static Traces over(OpenTelemetry telemetry) {
        return new Traces(null, telemetry.getTracer(SCOPE));
    }

    /** An answer begins on this thread; whatever else it is that called us, its trace is not ours to continue. */
    public Step answer() {
        return tracer == null
                ? Step.NONE
                : new Step(tracer.spanBuilder("answer")
                        .setNoParent()
                        .setSpanKind(SpanKind.SERVER)
                        .startSpan());
    }

    /**
     * A part of the answer of this thread.
     *
     * @param name ours: one of few
     */
    public Step step(String name) {
        return tracer == null || !sampled()
                ? Step.NONE
                : new Step(tracer.spanBuilder(name).startSpan());
    }

    /** A call of a model within the answer of this thread. It ends with its {@link ModelSpan}, whichever thread that is on. */
    ModelSpan model(String operation, String model, int maxTokens) {
        return tracer == null || !sampled()
                ? ModelSpan.NONE
                : new ModelSpan(tracer.spanBuilder(operation + " " + model)
                        .setParent(Context.current())
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(TraceAttributes.OPERATION, operation)
                        .setAttribute(TraceAttributes.PROVIDER, ObservedModel.PROVIDER)
                        .setAttribute(TraceAttributes.REQUEST_MODEL, model)
                        .setAttribute(TraceAttributes.MAX_TOKENS, (long) maxTokens)
                        .startSpan());
    }

    /** What belongs to no sampled answer would be a trace by itself. */
    private static boolean sampled() {
        return Span.current().getSpanContext().isSampled();
    }

    /** Sends what waits, for a second at most. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.shutdown().join(LAST_SPANS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
