package org.catalogsync.cdc.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.events.EventSchemas;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.stores.events.EventBus.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every event is what its published schema says, and none can become too large for the bus. */
class AnnouncementsTest {
    private static final int BOUND = 16 * 1024;

    private static final Isbn ISBN = new Isbn("9784071000015");
    private static final Instant COMMITTED = Instant.parse("2026-03-01T02:59:58.123456Z");
    private static final Instant WRITTEN = Instant.parse("2026-03-01T03:00:00.123456789Z");
    private static final List<String> STOCK = List.of("quantity_available", "stock_status");
    private static final List<String> ALL_FIELDS = List.of(
            "title",
            "title_kana",
            "author",
            "genre",
            "quantity_available",
            "stock_status",
            "price_jpy",
            "warehouse",
            "last_restock_date",
            "restock_eta_days");

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Announcements announcements = new Announcements("PRODUCTS");

    static Stream<Arguments> items() {
        return Stream.of(
                Arguments.of("live without a change", live(3, "update", null), List.of(Announcements.CHANGED)),
                Arguments.of(
                        "only the version rose",
                        live(3, "update", new StoredItem.Change(3, List.of())),
                        List.of(Announcements.CHANGED)),
                Arguments.of(
                        "other content, same stock",
                        live(3, "update", new StoredItem.Change(3, List.of("title"))),
                        List.of(Announcements.CHANGED)),
                Arguments.of(
                        "less stock",
                        live(3, "update", new StoredItem.Change(4, STOCK)),
                        List.of(Announcements.CHANGED, Announcements.UPDATED)),
                Arguments.of(
                        "stock again",
                        live(3, "update", new StoredItem.Change(0, STOCK)),
                        List.of(Announcements.CHANGED, Announcements.RESTOCKED)),
                Arguments.of(
                        "no stock any more",
                        live(0, "update", new StoredItem.Change(1, STOCK)),
                        List.of(Announcements.CHANGED, Announcements.DEPLETED)),
                Arguments.of(
                        "new product",
                        live(3, "insert", new StoredItem.Change(null, ALL_FIELDS)),
                        List.of(Announcements.CHANGED, Announcements.UPDATED)),
                Arguments.of(
                        "new product without stock",
                        live(0, "load", new StoredItem.Change(null, ALL_FIELDS)),
                        List.of(Announcements.CHANGED, Announcements.UPDATED)),
                Arguments.of(
                        "tombstone", tombstone(new StoredItem.Change(3, ALL_FIELDS)), List.of(Announcements.DELETED)),
                Arguments.of("tombstone without a change", tombstone(null), List.of(Announcements.DELETED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("items")
    void announcesWhatTheSchemasSay(String name, StoredItem item, List<String> detailTypes) {
        List<Event> events = announcements.of(item, false);

        assertThat(events).as(name).extracting(Event::detailType).containsExactlyElementsOf(detailTypes);
        assertThat(events).allSatisfy(AnnouncementsTest::isValid);
    }

    /** An item that the stream finds newer than its record was written by whoever it was. */
    @ParameterizedTest
    @ValueSource(strings = {"insert", "update", "load", "nightly", "repair"})
    void announcesItemsOfEveryWriter(String writer) {
        SourceVersion nightly = new SourceVersion.Nightly(Instant.parse("2026-02-28T15:00:00Z"), 42);
        StoredItem item = new StoredItem.Live(product("海辺の観測所", 3), stamp(nightly, writer, null));

        assertThat(announcements.of(item, false)).hasSize(1).allSatisfy(AnnouncementsTest::isValid);
    }

    @Test
    void announcesAChangeOfASourceWithoutPositions() {
        SourceVersion unplaced =
                new SourceVersion.Change(1, SourceVersion.Change.NO_POSITION, 0, Instant.parse("2026-03-01T00:00:00Z"));
        StoredItem item =
                new StoredItem.Live(product("海辺の観測所", 3), stamp(unplaced, "update", new StoredItem.Change(1, STOCK)));

        assertThat(announcements.of(item, false)).hasSize(2).allSatisfy(AnnouncementsTest::isValid);
    }

    @Test
    void carriesTheVersionOfItsSchema() {
        for (Event event : announcements.of(live(3, "update", new StoredItem.Change(0, STOCK)), false)) {
            JsonNode detail = JsonMapper.shared().readTree(event.detailJson());
            assertThat(detail.path("schema_version").asInt()).isEqualTo(EventSchemas.version(event.detailType()));
        }
    }

    @Test
    void tellsEverySecondTryTheSame() {
        StoredItem item = live(3, "update", new StoredItem.Change(0, STOCK));

        assertThat(announcements.of(item, false)).isEqualTo(new Announcements("PRODUCTS").of(item, false));
    }

    /** So no detail ever has to be laid into S3 and fetched from there. */
    @Test
    void staysFarBelowTheLimitOfTheBusWithTheLargestItem() {
        SourceVersion version = new SourceVersion.Change(
                Long.MAX_VALUE, BigInteger.TEN.pow(40).subtract(BigInteger.ONE), Integer.MAX_VALUE, WRITTEN);
        StoredItem.Stamp stamp = new StoredItem.Stamp(
                Long.MAX_VALUE,
                version,
                null,
                WRITTEN,
                "nightly",
                new StoredItem.Change(Integer.MAX_VALUE, ALL_FIELDS));
        String title = "𠮷".repeat(RowRules.TITLE_MAX);

        // Identifiers of Oracle have at most 128 bytes, those of the other engines fewer. Codes of warehouses have four
        // characters; no rule says so, hence the room.
        List<Event> events = new Announcements("T".repeat(128))
                .of(new StoredItem.Live(product(title, Integer.MAX_VALUE - 1, "𠮷".repeat(64)), stamp), false);

        assertThat(events).hasSize(2).allSatisfy(event -> {
            isValid(event);
            assertThat(bytes(event)).isLessThan(BOUND);
        });
        assertThat(bytes(events.getLast())).isGreaterThan(4 * RowRules.TITLE_MAX);
    }

    /** JSON writes a control character in six bytes. Normal text has none, but the bound shall not hang on that. */
    @Test
    void staysBelowTheBoundEvenIfEveryCharacterHadToBeEscaped() {
        StoredItem item = new StoredItem.Live(
                product("\u0001".repeat(RowRules.TITLE_MAX), 3),
                stamp(version(), "update", new StoredItem.Change(0, ALL_FIELDS)));

        assertThat(announcements.of(item, false))
                .allSatisfy(event -> assertThat(bytes(event)).isLessThan(BOUND));
    }

    private static void isValid(Event event) {
        assertThat(REGISTRY.getSchema(EventSchemas.text(event.detailType()), InputFormat.JSON)
                        .validate(
                                event.detailJson(),
                                InputFormat.JSON,
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .as(event.detailJson())
                .isEmpty();
    }

    /** As EventBridge counts an entry: 14 bytes for its time, and its texts in UTF-8. */
    private static int bytes(Event event) {
        return 14 + utf8(event.source()) + utf8(event.detailType()) + utf8(event.detailJson());
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static StoredItem live(int quantity, String writer, StoredItem.@Nullable Change change) {
        return new StoredItem.Live(product("海辺の𠮷観測所(1)", quantity), stamp(version(), writer, change));
    }

    private static StoredItem tombstone(StoredItem.@Nullable Change change) {
        return new StoredItem.Tombstone(
                ISBN, stamp(version(), "delete", change), Instant.parse("2026-03-31T03:00:00Z"));
    }

    private static SourceVersion version() {
        return new SourceVersion.Change(1, BigInteger.TWO.pow(70), 2, COMMITTED);
    }

    private static StoredItem.Stamp stamp(SourceVersion version, String writer, StoredItem.@Nullable Change change) {
        return new StoredItem.Stamp(8, version, ISBN.value(), WRITTEN, writer, change);
    }

    private static Product product(String title, int quantity) {
        return product(title, quantity, "TK01");
    }

    private static Product product(String title, int quantity, String warehouse) {
        StockStatus status = quantity == 0 ? StockStatus.OUT_OF_STOCK : StockStatus.LOW_STOCK;
        return new Product(ISBN, title, null, "神坂智子", "SF", quantity, status, 1780, warehouse, null, null);
    }
}
