package org.catalogsync.cdc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceHeaderTest {
    private static final SpanContext SPAN = SpanContext.create(
            "69254f30bd862e3fe1be46a994272793", "53995c3f42cd8ad8", TraceFlags.getSampled(), TraceState.getDefault());

    @Test
    void isOfXRaysFormAndComesBackAsItWent() {
        String header = TraceHeader.of(Span.wrap(SPAN));

        assertThat(header).isEqualTo("Root=1-69254f30-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
        SpanContext back = TraceHeader.in(Map.of("AWSTraceHeader", header));
        assertThat(back.getTraceId()).isEqualTo(SPAN.getTraceId());
        assertThat(back.getSpanId()).isEqualTo(SPAN.getSpanId());
        assertThat(back.isSampled()).isTrue();
        assertThat(back.isRemote()).isTrue();
    }

    @Test
    void whatIsNoHeaderIsNoTrace() {
        assertThat(TraceHeader.in(Map.of()).isValid()).isFalse();
        assertThat(TraceHeader.in(Map.of("AWSTraceHeader", "Root=1-2;Parent=3")).isValid())
                .isFalse();
    }

    @Test
    void idsBeginWithTheSecondOfTheirMakingAndDifferBehindIt() {
        Instant now = Instant.ofEpochSecond(0x69254f30L);
        DatedIds ids = new DatedIds(Clock.fixed(now, ZoneOffset.UTC));

        String one = ids.generateTraceId();
        String other = ids.generateTraceId();

        assertThat(one).startsWith("69254f30").matches(TraceId::isValid).isNotEqualTo(other);
        assertThat(other).startsWith("69254f30").hasSize(32);
    }
}
