package org.catalogsync.cdc.observe;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import java.util.List;

/** Traces whose finished spans a test can see. */
final class Spans {
    static final TracePlaces PLACES = new TracePlaces("manga-cdc", "manga-products", "manga-bus");

    final Traces traces;
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    Spans(Clock clock, Sampler sampler) {
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .setIdGenerator(new DatedIds(clock))
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        traces = Traces.over(sdk, PLACES, clock);
    }

    List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    List<SpanData> named(String name) {
        return all().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** The only one of the name. */
    SpanData one(String name) {
        List<SpanData> found = named(name);
        if (found.size() != 1) {
            throw new AssertionError("expected one span " + name + ", found " + all());
        }
        return found.getFirst();
    }

    List<SpanData> under(SpanData parent) {
        return all().stream()
                .filter(span -> span.getParentSpanContext().equals(parent.getSpanContext()))
                .toList();
    }

    void forget() {
        exporter.reset();
    }
}
