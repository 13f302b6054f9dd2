package org.catalogsync.chat.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.catalogsync.chat.compose.Usage;
import org.jspecify.annotations.Nullable;

/** One call of a model as a span. Ended once. */
final class ModelSpan {
    static final ModelSpan NONE = new ModelSpan(null);
    private static final String FIRST_TOKEN = "gen_ai.first_token";

    private final @Nullable Span span;

    ModelSpan(@Nullable Span span) {
        this.span = span;
    }

    void firstToken() {
        if (span != null) {
            span.addEvent(FIRST_TOKEN);
        }
    }

    /**
     * The call is over.
     *
     * @param finish why the model stopped, null where it did not say
     * @param error why it was of no use, null where it was
     */
    void end(Usage usage, @Nullable String finish, @Nullable String error) {
        if (span == null) {
            return;
        }
        span.setAttribute(TraceAttributes.INPUT_TOKENS, usage.input());
        span.setAttribute(TraceAttributes.OUTPUT_TOKENS, usage.output());
        if (finish != null) {
            span.setAttribute(TraceAttributes.FINISH_REASONS, List.of(finish));
        }
        if (error != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(TraceAttributes.ERROR_TYPE, error);
        }
        span.end();
    }
}
