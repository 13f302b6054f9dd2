package org.catalogsync.cdc.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.catalogsync.cdc.apply.Apply;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.jspecify.annotations.Nullable;

/** A batch with its records that are sampled. Records of one batch are handled together, so their spans share the times of its stages. */
final class SampledBatch implements BatchTrace {
    private final Tracer tracer;
    private final TracePlaces places;
    private final Clock clock;
    private final StageTimes times = new StageTimes();

    /** Sampled records without an end yet. */
    private final Map<Origin, RecordTrace> open = new LinkedHashMap<>();

    /** Who announces an event, by its id. */
    private final Map<String, Span> announcing = new HashMap<>();

    SampledBatch(Tracer tracer, TracePlaces places, Clock clock) {
        this.tracer = tracer;
        this.places = places;
        this.clock = clock;
    }

    @Override
    public void begins(Stage stage) {
        times.begins(stage, clock.instant());
    }

    @Override
    public <R, T> T of(List<R> records, Function<R, Received> from, Supplier<T> work) {
        times.ends(clock.instant());
        for (R record : records) {
            sample(from.apply(record), records.size());
        }
        try {
            return work.get();
        } catch (RuntimeException failure) {
            fail(failure);
            throw failure;
        }
    }

    private void sample(Received record, int batch) {
        RecordTrace trace = RecordTrace.sampled(tracer, places, record, batch);
        if (trace != null) {
            open.put(record.origin(), trace);
        }
    }

    private void fail(RuntimeException failure) {
        Instant now = clock.instant();
        open.values().forEach(trace -> trace.fail(failure, times, now));
        open.values().stream().findFirst().ifPresent(first -> LoggedTrace.begin(first.traceId()));
        open.clear();
    }

    @Override
    public void announcing(Apply.Result result) {
        begins(Stage.ANNOUNCE);
        if (!open.isEmpty()) {
            Instant now = clock.instant();
            for (List<Apply.Done> done : List.of(result.written(), result.repeated(), result.superseded())) {
                done.forEach(change -> announcing(change, now));
            }
        }
    }

    private void announcing(Apply.Done done, Instant now) {
        RecordTrace trace = open.get(done.change().from().origin());
        if (trace != null) {
            String eventId =
                    done.item().isbn().value() + "@" + done.item().stamp().rev();
            Span before = announcing.get(eventId);
            SpanContext first = before == null ? null : before.getSpanContext();
            announcing.putIfAbsent(eventId, trace.announce(eventId, now, first));
        }
    }

    @Override
    public @Nullable String header(String eventId) {
        Span span = announcing.get(eventId);
        return span == null ? null : TraceHeader.of(span);
    }

    @Override
    public void ended(List<Received> noted, List<DeadLetter> letters, List<Located> overtaken, Apply.Result result) {
        times.ends(clock.instant());
        if (open.isEmpty()) {
            return;
        }
        noted.forEach(record -> end(record.origin(), trace -> trace.ended(End.NOTED, null)));
        overtaken.forEach(change -> end(change, End.OVERTAKEN, null));
        result.written().forEach(done -> end(done.change(), End.APPLIED, null));
        result.repeated().forEach(done -> end(done.change(), End.REPEATED, null));
        result.superseded().forEach(done -> end(done.change(), End.SUPERSEDED, null));
        result.hints().forEach(left -> end(left.change(), End.HINTS, left.why()));
        result.refused().forEach(left -> end(left.change(), End.QUARANTINED, left.why()));
        letters.forEach(letter -> end(letter.origin(), trace -> trace.ended(End.QUARANTINED, letter.code())));
        finishEnded();
    }

    @Override
    public void quarantined(DeadLetter letter) {
        times.ends(clock.instant());
        end(letter.origin(), trace -> trace.ended(End.QUARANTINED, letter.code()));
        finishEnded();
    }

    private void end(Located change, End how, @Nullable String why) {
        end(change.from().origin(), trace -> trace.ended(how, change, why));
    }

    private void end(Origin origin, Consumer<RecordTrace> how) {
        RecordTrace trace = open.get(origin);
        if (trace != null) {
            how.accept(trace);
        }
    }

    /** They stay ended when the batch is thrown back after this, for what stands behind a pause. */
    private void finishEnded() {
        Instant now = clock.instant();
        open.values().removeIf(trace -> {
            if (trace.hasEnded()) {
                trace.finish(times, now);
            }
            return trace.hasEnded();
        });
    }
}
