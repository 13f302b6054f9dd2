package org.catalogsync.cdc.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.catalogsync.cdc.StreamPaused;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.cdc.support.TickingClock;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.events.EventBus.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The traces of records, through the flow over stores in memory. */
class RecordTracesTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";
    private static final String PROCESS = "manga-cdc process";

    private final TickingClock clock = new TickingClock(NOON);
    private final Spans spans = new Spans(clock, Sampler.alwaysOn());
    private final AwayBus bus = new AwayBus();
    private final Rig rig = new Rig(clock, UnaryOperator.identity(), bus, spans.traces);

    private static final class AwayBus extends RecordedBus {
        private boolean away;

        @Override
        public void publish(List<Event> all) {
            if (away) {
                throw new StoreUnavailable("events: no answer", null);
            }
            super.publish(all);
        }
    }

    @AfterEach
    void forgetFailure() {
        LoggedTrace.end();
    }

    @Test
    void anAppliedRecordIsOneTraceFromItsArrivalToItsAnnouncement() {
        Instant arrived = NOON.minusSeconds(3);
        rig.flow.handle(
                List.of(new Received(new Origin("shardId-000000000007", "4957", 0), insert(ONE, 3, 1), arrived)));

        SpanData root = spans.one(PROCESS);
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(root.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(root.getStartEpochNanos()).isEqualTo(nanos(arrived));
        assertThat(attributes(root))
                .containsEntry("messaging.system", "aws_kinesis")
                .containsEntry("messaging.destination.name", "manga-cdc")
                .containsEntry("messaging.destination.partition.id", "shardId-000000000007")
                .containsEntry("messaging.message.id", "4957")
                .containsEntry("catalog_sync.isbn", ONE)
                .containsEntry("catalog_sync.end", "applied")
                .hasEntrySatisfying(
                        "catalog_sync.source_version",
                        version -> assertThat(version.toString()).startsWith("cdc:1:"));
        assertThat(spans.under(root))
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("decode", "order", "apply", "announce");
        assertThat(spans.all()).as("nothing beside them").hasSize(5);
        assertThat(attributes(spans.one("apply")))
                .containsEntry("db.system.name", "aws.dynamodb")
                .containsEntry("aws.dynamodb.table_names", List.of("manga-products"));
        assertThat(attributes(spans.one("announce"))).containsEntry("messaging.destination.name", "manga-bus");
        assertOneAfterTheOther("decode", "order", "apply", "announce");
        assertThat(root.getEndEpochNanos())
                .isGreaterThanOrEqualTo(spans.one("announce").getEndEpochNanos());
    }

    @Test
    void itsEventsAreSentUnderTheAnnouncingSpanAndAreTheSameAsWithoutATrace() {
        rig.handle(insert(ONE, 3, 1));
        RecordedBus plain = new RecordedBus();
        new Rig(new TickingClock(NOON), UnaryOperator.identity(), plain).handle(insert(ONE, 3, 1));

        String trace = spans.one(PROCESS).getTraceId();
        assertThat(bus.events)
                .hasSize(2)
                .extracting(Event::traceHeader)
                .containsOnly("Root=1-" + trace.substring(0, 8) + "-" + trace.substring(8) + ";Parent="
                        + spans.one("announce").getSpanId() + ";Sampled=1");
        assertThat(trace).startsWith(Long.toHexString(NOON.getEpochSecond()));
        assertThat(plain.events).extracting(Event::traceHeader).containsOnlyNulls();
        assertThat(bus.events.stream().map(RecordTracesTest::withoutTimes).toList())
                .isEqualTo(plain.events.stream()
                        .map(RecordTracesTest::withoutTimes)
                        .toList());
    }

    @Test
    void everyEndIsToldWithTheStagesThatLedThere() {
        byte[] newest = update(ONE, 5, 9);
        rig.handle(newest);
        spans.forget();

        rig.handle(newest);
        assertEnded("repeated", "decode", "order", "apply", "announce");
        rig.handle(update(ONE, 4, 5));
        assertEnded("superseded", "decode", "order", "apply", "announce");
        var some = Dms.row(ONE, "ONE PIECE 1", 9);
        some.remove("TITLE");
        rig.handle(Dms.change("update", 10, NOON).data(some).bytes());
        assertEnded("hints", "decode", "order", "apply");
        rig.handle("{]".getBytes(StandardCharsets.UTF_8));
        assertThat(attributes(spans.one(PROCESS))).containsEntry("catalog_sync.reason", "bad_json");
        assertEnded("quarantined", "decode", "quarantine");
        rig.handle(Dms.change("update", 11, NOON.plusSeconds(3600))
                .data(Dms.row(ONE, "ONE PIECE 1", 9))
                .bytes());
        assertEnded("quarantined", "decode", "order", "apply", "quarantine");
        rig.handle(control("drop-table"));
        assertEnded("noted", "decode");
    }

    @Test
    void whatABatchOvertakesEndsWithoutAWrite() {
        rig.handle(update(ONE, 5, 9), insert(ONE, 3, 1));

        SpanData overtaken = spans.named(PROCESS).stream()
                .filter(root -> "overtaken".equals(attributes(root).get("catalog_sync.end")))
                .findFirst()
                .orElseThrow();
        assertThat(spans.under(overtaken)).extracting(SpanData::getName).containsExactlyInAnyOrder("decode", "order");
        assertThat(spans.named("announce")).hasSize(1);
    }

    @Test
    void aChangeOfTheKeyIsTwoWritesOfOneTrace() {
        rig.handle(insert(ONE, 3, 1));
        spans.forget();
        rig.handle(Dms.change("update", 2, NOON.minusSeconds(60))
                .before(Dms.row(ONE, "ONE PIECE 1", 3))
                .data(Dms.row(TWO, "ONE PIECE 1", 3))
                .bytes());

        SpanData root = spans.one(PROCESS);
        assertThat(spans.named("apply"))
                .extracting(apply -> attributes(apply).get("catalog_sync.isbn"))
                .containsExactlyInAnyOrder(ONE, TWO);
        assertThat(spans.named("announce")).hasSize(2);
        assertThat(spans.all()).extracting(SpanData::getTraceId).containsOnly(root.getTraceId());
    }

    @Test
    void twoRecordsThatAnnounceTheSameItemAreLinked() {
        rig.handle(update(ONE, 5, 9));
        spans.forget();
        bus.events.clear();
        // Rows of the initial load are not folded; both find the newer item, and announce it.
        rig.handle(load(ONE, 1), load(ONE, 2));

        List<SpanData> announcing = spans.named("announce");
        assertThat(announcing).hasSize(2);
        SpanData first = announcing.stream()
                .filter(span -> span.getLinks().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(announcing.stream().flatMap(span -> span.getLinks().stream()))
                .extracting(LinkData::getSpanContext)
                .containsExactly(first.getSpanContext());
        assertThat(bus.events)
                .allSatisfy(event -> assertThat(event.traceHeader()).contains(first.getSpanId()));
    }

    @Test
    void aBatchThatIsThrownBackFailsInTheStageAtHandAndIsLoggedUnderItsTrace() {
        bus.away = true;
        assertThatThrownBy(() -> rig.handle(insert(ONE, 3, 1))).isInstanceOf(StoreUnavailable.class);

        SpanData root = spans.one(PROCESS);
        assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(root.getStatus().getDescription()).contains("no answer");
        assertThat(attributes(root))
                .containsEntry("error.type", StoreUnavailable.class.getName())
                .doesNotContainKey("catalog_sync.end");
        assertThat(spans.one("announce").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.one("apply").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(MDC.get("trace_id")).isEqualTo(root.getTraceId());

        bus.away = false;
        spans.forget();
        rig.handle(insert(ONE, 3, 1));

        assertThat(MDC.get("trace_id")).isNull();
        assertEnded("repeated", "decode", "order", "apply", "announce");
    }

    @Test
    void ofAPausedBatchWhatCameBeforeHasItsEndAndTheRestWaits() {
        assertThatThrownBy(() -> rig.handle(insert(ONE, 3, 1), control("drop-column"), update(ONE, 9, 2)))
                .isInstanceOf(StreamPaused.class);

        List<SpanData> roots = spans.named(PROCESS);
        assertThat(roots)
                .extracting(root -> root.getStatus().getStatusCode())
                .containsExactly(StatusCode.UNSET, StatusCode.ERROR, StatusCode.ERROR);
        assertThat(attributes(roots.getFirst())).containsEntry("catalog_sync.end", "applied");
        assertThat(spans.under(roots.getLast())).extracting(SpanData::getName).containsExactly("decode");
    }

    @Test
    void whatIsNotSampledLeavesNothing() {
        Spans none = new Spans(clock, Sampler.alwaysOff());
        Rig unsampled = new Rig(clock, UnaryOperator.identity(), bus, none.traces);
        unsampled.handle(insert(ONE, 3, 1));
        bus.away = true;
        assertThatThrownBy(() -> unsampled.handle(update(ONE, 4, 2))).isInstanceOf(StoreUnavailable.class);

        assertThat(none.all()).isEmpty();
        assertThat(bus.events).isNotEmpty().extracting(Event::traceHeader).containsOnlyNulls();
        assertThat(MDC.get("trace_id")).isNull();
    }

    @Test
    void whereNobodyLooksNothingIsMade() {
        assertThat(Traces.OFF.begin()).isSameAs(BatchTrace.NONE);
    }

    private void assertEnded(String end, String... stages) {
        SpanData root = spans.one(PROCESS);
        assertThat(attributes(root)).containsEntry("catalog_sync.end", end);
        assertThat(spans.under(root)).extracting(SpanData::getName).containsExactlyInAnyOrder(stages);
        spans.forget();
    }

    private void assertOneAfterTheOther(String... stages) {
        for (int i = 1; i < stages.length; i++) {
            assertThat(spans.one(stages[i]).getStartEpochNanos())
                    .as(stages[i])
                    .isGreaterThanOrEqualTo(spans.one(stages[i - 1]).getEndEpochNanos());
        }
        for (String stage : stages) {
            assertThat(spans.one(stage).getEndEpochNanos())
                    .as(stage)
                    .isGreaterThan(spans.one(stage).getStartEpochNanos());
        }
    }

    private static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> attributes = new java.util.TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        return attributes;
    }

    /** The ticks of the clock differ where somebody else looks at it, too. */
    private static String withoutTimes(Event event) {
        return event.detailJson()
                .replaceAll("@\\d+", "@rev")
                .replaceAll("\"rev\":\\d+", "rev")
                .replaceAll("\"timestamp_utc\":\"[^\"]+\"", "now");
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private static byte[] insert(String isbn, int quantity, long position) {
        return change("insert", isbn, quantity, position);
    }

    private static byte[] update(String isbn, int quantity, long position) {
        return change("update", isbn, quantity, position);
    }

    private static byte[] change(String operation, String isbn, int quantity, long position) {
        return Dms.change(operation, position, NOON.minusSeconds(600))
                .data(Dms.row(isbn, "ONE PIECE 1", quantity))
                .bytes();
    }

    private static byte[] load(String isbn, int quantity) {
        return Dms.load(NOON.minusSeconds(600))
                .data(Dms.row(isbn, "ONE PIECE 1", quantity))
                .bytes();
    }

    private static byte[] control(String operation) {
        return ("{\"control\": {\"table-def\": {\"columns\": {\"ISBN\": {\"type\": \"STRING\"}}}},"
                        + " \"metadata\": {\"timestamp\": \"2026-11-24T02:05:00Z\", \"record-type\": \"control\","
                        + " \"operation\": \"" + operation
                        + "\", \"schema-name\": \"erp\", \"table-name\": \"PRODUCTS\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
