package org.catalogsync.cdc.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.catalogsync.cdc.files.ChangeFiles;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.observe.BatchTrace.Stage;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.order.Located;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one record. Those of its stages are made at its end, with the times of its batch. Only the announcing ones begin before: what consumes an announcement becomes their child.
 */
final class RecordTrace {
    private final Tracer tracer;
    private final TracePlaces places;
    private final Span root;
    private final Context under;
    private final List<Told> changes = new ArrayList<>(2);
    private final List<Span> announcing = new ArrayList<>(2);
    private @Nullable End end;

    /** A change of the record and what became of it. */
    private record Told(Located change, End end) {}

    private RecordTrace(Tracer tracer, TracePlaces places, Span root) {
        this.tracer = tracer;
        this.places = places;
        this.root = root;
        this.under = Context.root().with(root);
    }

    /** Begins with the record's arrival; null where the record is not sampled. */
    static @Nullable RecordTrace sampled(Tracer tracer, TracePlaces places, Received record, int batch) {
        boolean file = ChangeFiles.wrote(record.origin());
        Span root = tracer.spanBuilder((file ? "change-files" : places.stream()) + " process")
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(record.arrived())
                .startSpan();
        if (!root.isRecording()) {
            return null;
        }
        root.setAttribute(TraceAttributes.RECORD, record.origin().toString());
        root.setAttribute(TraceAttributes.BATCH_SIZE, (long) batch);
        if (!file) {
            placed(root, places, record.origin());
        }
        return new RecordTrace(tracer, places, root);
    }

    private static void placed(Span root, TracePlaces places, Origin origin) {
        root.setAttribute(TraceAttributes.MESSAGING_SYSTEM, "aws_kinesis");
        root.setAttribute(TraceAttributes.MESSAGING_OPERATION, "process");
        root.setAttribute(TraceAttributes.MESSAGING_OPERATION_TYPE, "process");
        root.setAttribute(TraceAttributes.DESTINATION, places.stream());
        root.setAttribute(TraceAttributes.KINESIS_STREAM, places.stream());
        root.setAttribute(TraceAttributes.PARTITION, origin.source());
        root.setAttribute(TraceAttributes.MESSAGE_ID, origin.sequence());
    }

    String traceId() {
        return root.getSpanContext().getTraceId();
    }

    /** @param before the announcement of the same events by another record of the batch, null where this is the first */
    Span announce(String eventId, Instant now, @Nullable SpanContext before) {
        SpanBuilder builder = stage(Stage.ANNOUNCE, SpanKind.PRODUCER, now)
                .setAttribute(TraceAttributes.MESSAGING_SYSTEM, "aws_eventbridge")
                .setAttribute(TraceAttributes.MESSAGING_OPERATION, "send")
                .setAttribute(TraceAttributes.MESSAGING_OPERATION_TYPE, "send")
                .setAttribute(TraceAttributes.DESTINATION, places.bus())
                .setAttribute(TraceAttributes.EVENT_ID, eventId);
        if (before != null) {
            builder.addLink(before);
        }
        Span span = builder.startSpan();
        announcing.add(span);
        return span;
    }

    void ended(End how, @Nullable String why) {
        // Of a record that tells of two changes the end counts that is further from the table.
        if (end == null || how.compareTo(end) > 0) {
            end = how;
        }
        if (why != null) {
            root.setAttribute(TraceAttributes.REASON, why);
        }
    }

    void ended(End how, Located change, @Nullable String why) {
        ended(how, why);
        changes.add(new Told(change, how));
    }

    boolean hasEnded() {
        return end != null;
    }

    /** Ends the spans of a record that came to its end. */
    void finish(StageTimes times, Instant now) {
        child(Stage.DECODE, times, now, null);
        if (!changes.isEmpty()) {
            describe(root, changes.getFirst());
            child(Stage.ORDER, times, now, null);
            changes.stream().filter(told -> told.end() != End.OVERTAKEN).forEach(told -> applied(told, times, now));
        }
        endAnnouncing(times, now);
        if (end == End.QUARANTINED) {
            child(Stage.QUARANTINE, times, now, null);
        }
        if (end != null) {
            root.setAttribute(TraceAttributes.END, end.wire());
        }
        root.end(now);
    }

    /** Ends the spans of a record whose batch was thrown back, the stage at hand as the one that failed. */
    void fail(RuntimeException failure, StageTimes times, Instant now) {
        for (Stage stage : Stage.values()) {
            if (stage != Stage.ANNOUNCE && !isLeftOut(stage, times)) {
                child(stage, times, now, stage == times.atHand() ? failure : null);
            }
        }
        if (times.atHand() == Stage.ANNOUNCE) {
            announcing.forEach(span -> failed(span, failure));
        }
        endAnnouncing(times, now);
        failed(root, failure);
        root.end(now);
    }

    /** A batch that fails behind its stages was paused: what has no end was behind the pause, and in none of them. */
    private static boolean isLeftOut(Stage stage, StageTimes times) {
        return times.atHand() == null && stage != Stage.DECODE;
    }

    private void applied(Told told, StageTimes times, Instant now) {
        StageTimes.Time time = times.of(Stage.APPLY, now);
        if (time != null) {
            Span span = stage(Stage.APPLY, kind(Stage.APPLY), time.from())
                    .setAttribute(TraceAttributes.DATABASE, "aws.dynamodb")
                    .setAttribute(TraceAttributes.DYNAMODB_TABLES, List.of(places.table()))
                    .setAttribute(TraceAttributes.END, told.end().wire())
                    .startSpan();
            describe(span, told);
            span.end(time.to());
        }
    }

    private static void describe(Span span, Told told) {
        span.setAttribute(TraceAttributes.ISBN, told.change().isbn().value());
        span.setAttribute(
                TraceAttributes.SOURCE_VERSION,
                told.change().change().incoming().version().toString());
    }

    private void child(Stage stage, StageTimes times, Instant now, @Nullable RuntimeException failure) {
        StageTimes.Time time = times.of(stage, now);
        if (time != null) {
            Span span = stage(stage, kind(stage), time.from()).startSpan();
            if (failure != null) {
                failed(span, failure);
            }
            span.end(time.to());
        }
    }

    private void endAnnouncing(StageTimes times, Instant now) {
        StageTimes.Time time = times.of(Stage.ANNOUNCE, now);
        announcing.forEach(span -> span.end(time == null ? now : time.to()));
    }

    private SpanBuilder stage(Stage stage, SpanKind kind, Instant from) {
        return tracer.spanBuilder(stage.name().toLowerCase(Locale.ROOT))
                .setParent(under)
                .setSpanKind(kind)
                .setStartTimestamp(from);
    }

    private static SpanKind kind(Stage stage) {
        return switch (stage) {
            case DECODE, ORDER -> SpanKind.INTERNAL;
            case APPLY -> SpanKind.CLIENT;
            case ANNOUNCE, QUARANTINE -> SpanKind.PRODUCER;
        };
    }

    static void failed(Span span, RuntimeException failure) {
        span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
        span.setAttribute(TraceAttributes.ERROR_TYPE, failure.getClass().getName());
    }
}
