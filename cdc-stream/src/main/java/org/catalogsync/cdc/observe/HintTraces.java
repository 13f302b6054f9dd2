package org.catalogsync.cdc.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.fanout.Handling;
import org.catalogsync.cdc.fanout.Hint;
import org.catalogsync.stores.queues.MessageQueue.Message;

/** Goes on with the traces that hints bring along. Hints are handled together, so those of one batch share its times; a hint that is tried again has a span for each try. */
final class HintTraces implements Handling {
    private final Tracer tracer;
    private final String queue;
    private final String store;
    private final Clock clock;

    HintTraces(Tracer tracer, String queue, String store, Clock clock) {
        this.tracer = tracer;
        this.queue = queue;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void handle(Map<Message, Hint> hints, Runnable work) {
        LoggedTrace.end();
        Instant began = clock.instant();
        List<Span> spans = new ArrayList<>();
        hints.forEach((message, hint) -> begin(message, hint, began, spans));
        try {
            work.run();
        } catch (RuntimeException failure) {
            spans.forEach(span -> RecordTrace.failed(span, failure));
            spans.stream()
                    .findFirst()
                    .ifPresent(first -> LoggedTrace.begin(first.getSpanContext().getTraceId()));
            throw failure;
        } finally {
            Instant now = clock.instant();
            // The store's span was begun behind its parent and ends before it.
            spans.reversed().forEach(span -> span.end(now));
        }
    }

    private void begin(Message message, Hint hint, Instant now, List<Span> spans) {
        SpanContext announced = TraceHeader.in(message.attributes());
        if (!announced.isSampled()) {
            return;
        }
        Span process = tracer.spanBuilder(queue + " process")
                .setParent(Context.root().with(Span.wrap(announced)))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(now)
                .setAttribute(TraceAttributes.MESSAGING_SYSTEM, "aws_sqs")
                .setAttribute(TraceAttributes.MESSAGING_OPERATION, "process")
                .setAttribute(TraceAttributes.MESSAGING_OPERATION_TYPE, "process")
                .setAttribute(TraceAttributes.DESTINATION, queue)
                .setAttribute(TraceAttributes.MESSAGE_ID, message.id())
                .setAttribute(TraceAttributes.RECEIVES, (long) message.receives())
                .setAttribute(TraceAttributes.ISBN, hint.isbn().value())
                .setAttribute(TraceAttributes.EVENT_ID, hint.eventId())
                .startSpan();
        spans.add(process);
        spans.add(tracer.spanBuilder(store)
                .setParent(Context.root().with(process))
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(now)
                .setAttribute(TraceAttributes.DATABASE, store)
                .startSpan());
    }
}
