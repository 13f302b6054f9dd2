package org.catalogsync.cdc.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.catalogsync.cdc.fanout.Handling;
import org.catalogsync.cdc.fanout.Hint;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class HintTracesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String TRACE = "69254f30bd862e3fe1be46a994272793";
    private static final String ANNOUNCING = "53995c3f42cd8ad8";
    private static final String SAMPLED =
            "Root=1-69254f30-bd862e3fe1be46a994272793;Parent=" + ANNOUNCING + ";Sampled=1";
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";

    private final Spans spans = new Spans(CLOCK, Sampler.parentBased(Sampler.alwaysOff()));
    private final Handling handling = spans.traces.hints("manga-index", "opensearch");

    @AfterEach
    void forgetFailure() {
        LoggedTrace.end();
    }

    @Test
    void aHintGoesOnWithTheTraceThatAnnouncedIt() {
        handling.handle(hints(Map.of(ONE, SAMPLED)), () -> {});

        SpanData process = spans.one("manga-index process");
        assertThat(process.getTraceId()).isEqualTo(TRACE);
        assertThat(process.getParentSpanId()).isEqualTo(ANNOUNCING);
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getAttributes().asMap().toString())
                .contains("messaging.system=aws_sqs")
                .contains("messaging.destination.name=manga-index")
                .contains("catalog_sync.isbn=" + ONE)
                .contains("catalog_sync.event_id=" + ONE + "@1")
                .contains("catalog_sync.receives=2");
        SpanData store = spans.one("opensearch");
        assertThat(store.getParentSpanContext()).isEqualTo(process.getSpanContext());
        assertThat(store.getKind()).isEqualTo(SpanKind.CLIENT);
    }

    @Test
    void onlyTheSampledOnesOfABatchDo() {
        boolean[] done = new boolean[1];
        handling.handle(
                hints(Map.of(ONE, SAMPLED, TWO, SAMPLED.replace("Sampled=1", "Sampled=0"))), () -> done[0] = true);
        handling.handle(hints(Map.of(TWO, "")), () -> {});
        handling.handle(hints(Map.of(TWO, "no header")), () -> {});

        assertThat(done[0]).isTrue();
        assertThat(spans.named("manga-index process")).hasSize(1);
        assertThat(spans.all()).hasSize(2);
    }

    @Test
    void aFailureIsToldThrownOnAndLoggedUnderItsTrace() {
        assertThatThrownBy(() -> handling.handle(hints(Map.of(ONE, SAMPLED)), () -> {
                    throw new StoreUnavailable("index: unavailable", null);
                }))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(spans.all())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
        assertThat(MDC.get("trace_id")).isEqualTo(TRACE);

        handling.handle(hints(Map.of()), () -> {});
        assertThat(MDC.get("trace_id")).isNull();
    }

    @Test
    void whereNobodyLooksNothingStandsBetween() {
        assertThat(Traces.OFF.hints("manga-index", "opensearch")).isSameAs(Handling.PLAIN);
    }

    private static Map<Message, Hint> hints(Map<String, String> headers) {
        Map<Message, Hint> hints = new LinkedHashMap<>();
        headers.forEach((isbn, header) -> hints.put(
                new Message(isbn, isbn, "", 2, header.isEmpty() ? Map.of() : Map.of("AWSTraceHeader", header)),
                new Hint(new Isbn(isbn), isbn + "@1", null)));
        return hints;
    }
}
