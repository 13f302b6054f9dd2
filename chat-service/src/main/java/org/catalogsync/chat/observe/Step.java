package org.catalogsync.chat.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.compose.Written;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.lookup.Found;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A span that is under way on the thread that began it, which ends it too; what is begun meanwhile is below it. Lines of the log that an answer writes have its trace's id. */
public final class Step implements AutoCloseable {
    /** Nobody looks. */
    static final Step NONE = new Step(null);

    private static final String TRACE_ID = "trace_id";

    private final @Nullable Span span;
    private final @Nullable Scope scope;
    private final MDC.@Nullable MDCCloseable logged;

    @SuppressWarnings("MustBeClosedChecker") // Closed with the step, which is closed by whoever began it.
    Step(@Nullable Span span) {
        this.span = span;
        this.scope = span == null ? null : span.makeCurrent();
        this.logged = span == null || !span.getSpanContext().isSampled() || MDC.get(TRACE_ID) != null
                ? null
                : MDC.putCloseable(TRACE_ID, span.getSpanContext().getTraceId());
    }

    /** What was understood: how many volumes, and no word of the question. */
    public void understood(Wish wish) {
        if (span != null) {
            span.setAttribute(TraceAttributes.INTENT, wish.intent().wire());
            span.setAttribute(TraceAttributes.LANGUAGE, wish.language().tag());
            span.setAttribute(TraceAttributes.SURE, wish.sure());
            span.setAttribute(TraceAttributes.VOLUMES, (long) wish.isbns().size());
        }
    }

    /** Whether the answer was kept and still holds. */
    public void cached(boolean found) {
        if (span != null) {
            span.setAttribute(TraceAttributes.CACHED, found);
        }
    }

    public void volumes(int count) {
        if (span != null) {
            span.setAttribute(TraceAttributes.VOLUMES, (long) count);
        }
    }

    /** Of which volumes something is known, from where, and whether it should be newer. */
    public void found(Found found) {
        if (span != null) {
            List<Fact> facts = found.facts();
            span.setAttribute(TraceAttributes.VOLUMES, (long) facts.size());
            span.setAttribute(
                    TraceAttributes.SOURCE,
                    facts.stream()
                            .map(fact -> fact.source().wire())
                            .distinct()
                            .sorted()
                            .toList());
            span.setAttribute(TraceAttributes.STALE, facts.stream().anyMatch(Fact::stale));
            span.setAttribute(TraceAttributes.DEGRADED, found.degraded());
        }
    }

    /** Who wrote the words, and why no model did. */
    public void written(Written written) {
        if (span != null) {
            span.setAttribute(TraceAttributes.WHY, written.why().wire());
        }
    }

    public void done(Frame.Status status, boolean cached) {
        if (span != null) {
            span.setAttribute(TraceAttributes.STATUS, status.wire());
            span.setAttribute(TraceAttributes.CACHED, cached);
        }
    }

    /** The kind of the failure alone: its message may quote the question. */
    public void failed(Throwable failure) {
        if (span != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(TraceAttributes.ERROR_TYPE, failure.getClass().getName());
        }
    }

    @Override
    public void close() {
        if (logged != null) {
            logged.close();
        }
        if (scope != null) {
            scope.close();
        }
        if (span != null) {
            span.end();
        }
    }
}
