package org.catalogsync.chat.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.catalogsync.chat.compose.Classified;
import org.catalogsync.chat.compose.Objection;
import org.catalogsync.chat.compose.Tally;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.chat.lookup.Freshness;
import org.catalogsync.chat.retrieve.Titles;
import org.jspecify.annotations.Nullable;

/** What is read off the parts whenever somebody asks for metrics. Each label's values are an enum's, or names of ours: nothing that comes from outside makes a series. */
public final class Meters implements AutoCloseable {
    private static final double UNKNOWN = Double.NaN;

    private final MeterRegistry meters;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Meters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The process itself. */
    public Meters ofProcess() {
        new JvmInfoMetrics().bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        collections.bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        Gauge.builder("process.resident.memory", ResidentMemory::bytes)
                .baseUnit("bytes")
                .description("What the process takes of the machine's memory, heap or not")
                .register(meters);
        return this;
    }

    /** What models were used for, and what was not shown of what they wrote. */
    public Meters of(Tally tally) {
        for (Objection.Kind kind : Objection.Kind.values()) {
            FunctionCounter.builder(
                            "catalog.chat.sentences.refused",
                            tally,
                            t -> t.objections().getOrDefault(kind, 0L))
                    .tag("kind", kind.wire())
                    .description("Sentences of a model that did not agree with the facts and were not shown")
                    .register(meters);
        }
        for (Classified.Outcome outcome : Classified.Outcome.values()) {
            FunctionCounter.builder(
                            "catalog.chat.classified",
                            tally,
                            t -> t.classified().getOrDefault(outcome, 0L))
                    .tag("outcome", outcome.wire())
                    .description("Questions that the small model was asked about")
                    .register(meters);
        }
        FunctionCounter.builder("catalog.chat.tokens", tally, t -> t.tokens().input())
                .tag("type", "input")
                .register(meters);
        FunctionCounter.builder("catalog.chat.tokens", tally, t -> t.tokens().output())
                .tag("type", "output")
                .register(meters);
        FunctionCounter.builder("catalog.chat.cost.usd", tally, Tally::costUsd)
                .description("What all models cost, in USD")
                .register(meters);
        return this;
    }

    /** A store, by its own name. */
    public Meters of(Bounded calls) {
        FunctionCounter.builder("catalog.chat.store.missed", calls, Bounded::missed)
                .tag("store", calls.store().toLowerCase(Locale.ROOT))
                .description("Calls without an answer in time, those that were not made included")
                .register(meters);
        Gauge.builder("catalog.chat.store.answers", calls, c -> c.answers() ? 1 : 0)
                .tag("store", calls.store().toLowerCase(Locale.ROOT))
                .register(meters);
        return this;
    }

    public Meters of(Titles titles) {
        Gauge.builder("catalog.chat.titles", titles, t -> t.current().size())
                .description("Volumes whose titles are in memory")
                .register(meters);
        Gauge.builder("catalog.chat.titles.size", titles, t -> t.current().bytes())
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("catalog.chat.titles.loaded", titles, t -> t.isLoaded() ? 1 : 0)
                .register(meters);
        return this;
    }

    /** How far the read side is behind; no number while no watermark was read. */
    public Meters of(Freshness freshness, InstantSource clock) {
        Gauge.builder("catalog.chat.watermark.age", freshness, f -> age(f.watermark(), clock))
                .baseUnit("seconds")
                .strongReference(true)
                .description("Since when the read side may be behind the ERP")
                .register(meters);
        return this;
    }

    private static double age(@Nullable Instant watermark, InstantSource clock) {
        return watermark == null
                ? UNKNOWN
                : Duration.between(watermark, clock.instant()).toMillis() / 1_000.0;
    }

    /** Whether the model is left alone for a while. */
    public Meters ofModel(BooleanSupplier resting) {
        Gauge.builder("catalog.chat.model.resting", resting, r -> r.getAsBoolean() ? 1 : 0)
                .strongReference(true)
                .register(meters);
        return this;
    }

    /** Listens to no more collections. */
    @Override
    public void close() {
        collections.close();
    }
}
