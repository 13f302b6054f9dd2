package org.catalogsync.cdc.support;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.catalogsync.cdc.Pauses;
import org.catalogsync.cdc.StreamFlow;
import org.catalogsync.cdc.announce.Announcements;
import org.catalogsync.cdc.apply.Apply;
import org.catalogsync.cdc.decode.CdcFile;
import org.catalogsync.cdc.decode.CdcFile.Format;
import org.catalogsync.cdc.decode.DecodeObserver;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.decode.DmsColumns;
import org.catalogsync.cdc.decode.DmsColumns.Feeds;
import org.catalogsync.cdc.decode.DmsDecoder;
import org.catalogsync.cdc.decode.DmsTable;
import org.catalogsync.cdc.decode.PositionFormat;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.observe.Lag;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.Traces;
import org.catalogsync.cdc.quarantine.DeadLetters;
import org.catalogsync.cdc.refetch.Refetches;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.stores.events.EventBus;
import org.catalogsync.stores.products.OtherWriters;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.ProductWriter;

/** The flow over stores in memory, so that a test can have them fail where it wants. */
public final class Rig {
    public static final Duration LIFE = Duration.ofDays(30);
    public static final Duration SKEW = Duration.ofMinutes(5);

    public final MemoryTable table = new MemoryTable();
    public final MemoryQueue letters = new MemoryQueue();
    public final MemoryState state = new MemoryState();
    public final MemoryObjects objects = new MemoryObjects();
    public final StreamCounts counts = new StreamCounts(new SimpleMeterRegistry());
    public final DeadLetters deadLetters = new DeadLetters(letters, objects);
    public final Pauses pauses;
    public final StreamFlow flow;
    public final List<String> asked = new ArrayList<>();
    private final Clock clock;
    private long sequence;

    /**
     * @param through what stands between the flow and the table
     * @param bus where announcements go
     */
    public Rig(Clock clock, UnaryOperator<ProductTable> through, EventBus bus) {
        this(clock, through, bus, true);
    }

    /** @param versionsDecide false to have arrival decide */
    public Rig(Clock clock, UnaryOperator<ProductTable> through, EventBus bus, boolean versionsDecide) {
        this(clock, through, bus, versionsDecide, decoder(PositionFormat.AUTO));
    }

    /** @param decoder what reads the records */
    public Rig(
            Clock clock, UnaryOperator<ProductTable> through, EventBus bus, boolean versionsDecide, Decoder decoder) {
        this(clock, through, bus, versionsDecide, decoder, Traces.OFF);
    }

    /** @param traces who looks on */
    public Rig(Clock clock, UnaryOperator<ProductTable> through, EventBus bus, Traces traces) {
        this(clock, through, bus, true, decoder(PositionFormat.AUTO), traces);
    }

    private Rig(
            Clock clock,
            UnaryOperator<ProductTable> through,
            EventBus bus,
            boolean versionsDecide,
            Decoder decoder,
            Traces traces) {
        this.clock = clock;
        this.pauses = new Pauses(state, clock);
        Refetches refetches =
                hints -> hints.forEach(hint -> asked.add(hint.change().isbn().value()));
        ProductTable reached = through.apply(table);
        this.flow = new StreamFlow(
                decoder,
                new Apply(
                        versionsDecide
                                ? new ProductWriter(reached, LIFE, SKEW, clock, () -> {})
                                : OtherWriters.byArrival(reached, LIFE, SKEW, clock),
                        reached),
                new Announcements("PRODUCTS"),
                bus,
                deadLetters,
                refetches,
                pauses,
                counts,
                new Lag("dynamodb", Duration.ofDays(365), new SimpleMeterRegistry()),
                traces,
                SKEW,
                clock);
    }

    /** As the application's defaults have it, the form of positions apart. */
    public static DmsDecoder decoder(PositionFormat positions) {
        return new DmsDecoder(
                DmsTable.named("PRODUCTS"),
                new DmsColumns(columns(), ZoneId.of("Asia/Tokyo")),
                1,
                positions,
                Duration.ofDays(1),
                DecodeObserver.NONE);
    }

    /** What reads change files, with the same mapping. */
    public static CdcFile changeFile(Format format, PositionFormat positions) {
        return new CdcFile("PRODUCTS", new DmsColumns(columns(), ZoneId.of("Asia/Tokyo")), format, 1, positions);
    }

    private static Map<String, Feeds> columns() {
        Map<String, Feeds> columns = new LinkedHashMap<>();
        columns.put("ISBN", new Feeds(Field.ISBN, "isbn"));
        columns.put("TITLE", new Feeds(Field.TITLE, "text"));
        columns.put("TITLE_KANA", new Feeds(Field.TITLE_KANA, "kana"));
        columns.put("AUTHOR", new Feeds(Field.AUTHOR, "text"));
        columns.put("GENRE", new Feeds(Field.GENRE, "text"));
        columns.put("QTY", new Feeds(Field.QUANTITY, "count"));
        columns.put("WAREHOUSE_CD", new Feeds(Field.WAREHOUSE, "warehouse"));
        columns.put("STATUS_CD", new Feeds(Field.STATUS_CODE, "status"));
        columns.put("PRICE_JPY", new Feeds(Field.PRICE_JPY, "yen"));
        columns.put("LAST_RESTOCK_DT", new Feeds(Field.LAST_RESTOCK_DATE, "date"));
        columns.put("RESTOCK_ETA_DAYS", new Feeds(Field.RESTOCK_ETA_DAYS, "eta"));
        columns.put("UPDATED_AT", new Feeds(Field.UPDATED_AT, "timestamp"));
        return columns;
    }

    /** A record as it comes from a shard. */
    public Received received(byte[] bytes) {
        return new Received(new Origin("shardId-000000000000", Long.toString(++sequence), 0), bytes, now());
    }

    public Instant now() {
        return clock.instant();
    }

    public void handle(byte[]... records) {
        List<Received> batch = new ArrayList<>();
        for (byte[] record : records) {
            batch.add(received(record));
        }
        flow.handle(batch);
    }
}
