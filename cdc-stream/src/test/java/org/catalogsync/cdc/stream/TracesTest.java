package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.model.StoredItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Traces through every part there is, as a collector gets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesTest {
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";

    /** The process ends within the time that the application grants a phase. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    private Shop shop;
    private long position = 100;

    @BeforeAll
    void open() {
        shop = new Shop("traces");
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @AfterEach
    void stop() {
        shop.stop();
        System.clearProperty("otel.exporter.otlp.endpoint");
        System.clearProperty("otel.traces.sampler");
        System.clearProperty("otel.bsp.schedule.delay");
    }

    @Test
    void oneTraceLeadsFromTheRecordToTheIndexAndTheCache() {
        try (Collector collector = new Collector()) {
            start(collector.url());
            Instant put = Instant.now();
            put(ONE, 3);

            await(
                    "the index's span",
                    () -> collector
                            .find("traces-index process", "catalog_sync.isbn", ONE)
                            .isPresent());
            await(
                    "the cache's span",
                    () -> collector
                            .find("traces-invalidate process", "catalog_sync.isbn", ONE)
                            .isPresent());
            await(
                    "the record's span",
                    () -> collector
                            .find("traces-cdc process", "catalog_sync.isbn", ONE)
                            .isPresent());

            Span record = collector
                    .find("traces-cdc process", "catalog_sync.isbn", ONE)
                    .orElseThrow();
            List<Span> trace = collector.of(Collector.trace(record));
            assertThat(Collector.parent(record)).isEmpty();
            assertThat(Collector.attribute(record, "catalog_sync.end")).isEqualTo("applied");
            assertThat(Instant.ofEpochSecond(0, record.getStartTimeUnixNano()))
                    .as("its arrival in the stream, by the stream's clock")
                    .isAfter(put.minusSeconds(2));
            for (String stage : List.of("decode", "order", "apply", "announce")) {
                assertThat(Collector.parent(named(trace, stage))).as(stage).isEqualTo(Collector.id(record));
            }
            Span announce = named(trace, "announce");
            for (String consumer : List.of("traces-index process", "traces-invalidate process")) {
                Span process = named(trace, consumer);
                assertThat(Collector.parent(process)).as(consumer).isEqualTo(Collector.id(announce));
                assertThat(Collector.attribute(process, "catalog_sync.event_id"))
                        .isEqualTo(Collector.attribute(announce, "catalog_sync.event_id"))
                        .startsWith(ONE + "@");
            }
            assertThat(Collector.parent(named(trace, "opensearch")))
                    .isEqualTo(Collector.id(named(trace, "traces-index process")));
            assertThat(Collector.parent(named(trace, "redis")))
                    .isEqualTo(Collector.id(named(trace, "traces-invalidate process")));
            assertThat(collector.services()).containsOnly("cdc-stream");
        }
    }

    @Test
    void aCollectorThatIsAwayStopsNeitherTheStreamNorItsEnd() {
        start("http://127.0.0.1:9");
        put(TWO, 7);
        await("applied", () -> quantity(TWO) == 7);
        put(TWO, 0);
        await("applied again, after the exporter has failed", () -> quantity(TWO) == 0);

        Instant told = Instant.now();
        shop.stop();

        assertThat(Duration.between(told, Instant.now())).isLessThan(GRACE);
    }

    private void start(String collector) {
        System.setProperty("otel.exporter.otlp.endpoint", collector);
        System.setProperty("otel.traces.sampler", "always_on");
        System.setProperty("otel.bsp.schedule.delay", "200");
        shop.start();
    }

    private void put(String isbn, int quantity) {
        shop.put(Dms.change("update", ++position, Instant.now())
                .data(Dms.row(isbn, "ONE PIECE 1", quantity))
                .bytes());
    }

    private int quantity(String isbn) {
        return shop.item(isbn).orElse(null) instanceof StoredItem.Live live
                ? live.product().quantityAvailable()
                : -1;
    }

    /** The first of the name: a message may be delivered twice. */
    private static Span named(List<Span> trace, String name) {
        return trace.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " in " + trace));
    }
}
