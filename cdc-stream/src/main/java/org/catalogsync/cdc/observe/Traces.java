package org.catalogsync.cdc.observe;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.fanout.Handling;
import org.jspecify.annotations.Nullable;

/**
 * Traces from a record to the stores, by OpenTelemetry: one trace for each sampled record, which index and cache go on with. Nothing is made and nothing exported unless the {@code OTEL_*} variables say where to.
 *
 * <p>A collector that is slow or away is never waited for: what does not fit into the exporter's queue is dropped.
 */
public final class Traces implements AutoCloseable {
    /** Nobody looks. */
    public static final Traces OFF = new Traces(null, new TracePlaces("", "", ""), Clock.systemUTC());

    /** How long the last spans may take on their way out; the process ends within seconds whatever the collector does. */
    private static final Duration LAST_SPANS = Duration.ofSeconds(3);

    private static final String SCOPE = "org.catalogsync.cdc";

    private final @Nullable OpenTelemetrySdk sdk;
    private final @Nullable Tracer tracer;
    private final TracePlaces places;
    private final Clock clock;

    private Traces(@Nullable OpenTelemetrySdk sdk, TracePlaces places, Clock clock) {
        this.sdk = sdk;
        this.tracer = sdk == null ? null : sdk.getTracer(SCOPE);
        this.places = places;
        this.clock = clock;
    }

    /** As the variables of OpenTelemetry say; throws its {@code ConfigurationException} where they cannot be used. */
    public static Traces open(TracePlaces places, Clock clock) {
        return TraceSettings.sdk(clock)
                .map(sdk -> new Traces(sdk, places, clock))
                .orElse(OFF);
    }

    static Traces over(OpenTelemetrySdk sdk, TracePlaces places, Clock clock) {
        return new Traces(sdk, places, clock);
    }

    /** For a batch that begins on this thread. */
    public BatchTrace begin() {
        if (tracer == null) {
            return BatchTrace.NONE;
        }
        LoggedTrace.end();
        return new SampledBatch(tracer, places, clock);
    }

    /**
     * For hints of a queue.
     *
     * @param store what they are for, as OpenTelemetry names it: {@code opensearch}, {@code redis}
     */
    public Handling hints(String queue, String store) {
        return tracer == null ? Handling.PLAIN : new HintTraces(tracer, queue, store, clock);
    }

    /** Sends what waits, for three seconds at most. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.shutdown().join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
