package org.catalogsync.cdc.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.contrib.awsxray.propagator.AwsXrayPropagator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form in which EventBridge and SQS hand a trace on: {@code Root=1-…;Parent=…;Sampled=1}, X-Ray's. */
final class TraceHeader {
    /** What SQS calls it, as a system attribute of a message. */
    static final String ATTRIBUTE = "AWSTraceHeader";

    private static final AwsXrayPropagator FORM = AwsXrayPropagator.getInstance();

    private TraceHeader() {}

    static @Nullable String of(Span span) {
        String[] header = new String[1];
        FORM.inject(Context.root().with(span), header, (carrier, name, value) -> {
            if (carrier != null) {
                carrier[0] = value;
            }
        });
        return header[0];
    }

    /** The trace that a message belongs to; invalid where it brings none. */
    static SpanContext in(Map<String, String> attributes) {
        if (!attributes.containsKey(ATTRIBUTE)) {
            return SpanContext.getInvalid();
        }
        return Span.fromContext(FORM.extract(Context.root(), attributes, FROM_ATTRIBUTE))
                .getSpanContext();
    }

    private static final TextMapGetter<Map<String, String>> FROM_ATTRIBUTE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> attributes) {
            return List.of(ATTRIBUTE);
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> attributes, String header) {
            return attributes == null ? null : attributes.get(ATTRIBUTE);
        }
    };
}
