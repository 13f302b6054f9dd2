package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.catalogsync.cdc.stream.Shop.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.cdc.Application;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.products.ProductWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Hints from the product table's own stream through FIFO queues, through every part there is. DynamoDB is this test's own: a server that holds records of one stream is slow to write tables with streams.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class TableStreamTest {
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";
    private static final String THREE = "9784088725116";
    private static final int GONE = -1;
    private static final String INDEX = "tabled-index.fifo";

    @TempDir
    static Path var;

    private DevStack dynamo;
    private Shop shop;
    private long position = 100;

    @BeforeAll
    void open() {
        dynamo = DevStack.start(var, PartName.DYNAMODB);
        shop = new Shop(
                "tabled",
                1,
                ownDynamo(),
                "catalog-sync.cdc.hints-from=table-stream",
                "catalog-sync.cdc.index-queue=" + INDEX,
                "catalog-sync.cdc.invalidate-queue=tabled-invalidate.fifo");
        routeByTheBus();
        shop.start();
    }

    private Map<String, String> ownDynamo() {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", dynamo.address(PartName.DYNAMODB).toString());
    }

    /** As an earlier start with the bus as the source of hints left it. */
    private void routeByTheBus() {
        shop.stores.events().createIfAbsent();
        shop.stores.queue("tabled-index").createIfAbsent(10);
        shop.stores
                .events()
                .route(
                        "catalog-index",
                        "{\"source\": [\"manga-assist.catalog\"]}",
                        shop.stores.queue("tabled-index").arn());
    }

    @AfterAll
    void close() {
        shop.close();
        dynamo.close();
    }

    @Test
    void aChangeIsSeenInTableIndexAndInvalidatedAnswer() {
        put(ONE, 3);
        await("in DynamoDB", () -> quantity(ONE) == 3);
        await("in OpenSearch", () -> indexed(ONE) == 3);
        answer("first", ONE);

        put(ONE, 0);

        await("in DynamoDB", () -> quantity(ONE) == 0);
        await("in OpenSearch", () -> indexed(ONE) == 0);
        await("the old answer is unreadable", () -> !answered("first"));
        assertThat(shop.get("/status").at("/lag_ms/opensearch").asLong()).isPositive();
        assertThat(shop.get("/metrics").asString())
                .containsPattern("catalog_sync_changes_total\\{end=\"relayed\"} [1-9]");
    }

    @Test
    void aWriteOfTheNightIsHintedToo() {
        answer("nightly", TWO);

        night(TWO, 12);

        await("in OpenSearch", () -> indexed(TWO) == 12);
        await("the old answer is unreadable", () -> !answered("nightly"));
    }

    @Test
    void aWriteThatChangesNoContentLeavesAnswersReadable() {
        night(THREE, 5);
        await("in OpenSearch", () -> indexed(THREE) == 5);
        answer("same", THREE);
        answer("later", ONE);
        long before = rev(THREE);

        night(THREE, 5);
        put(ONE, 7);

        assertThat(rev(THREE)).as("written").isGreaterThan(before);
        await("the answer that a later write is about is unreadable", () -> !answered("later"));
        assertThat(answered("same")).isTrue();
    }

    @Test
    void theBusBringsNoHintsBesideTheStream() {
        try (AwsClients aws = new AwsClients(shop.stores.settings());
                EventBridgeClient bus = aws.open("EVENTBRIDGE", EventBridgeClient.builder())) {
            assertThat(bus.listTargetsByRule(l -> l.eventBusName("tabled-bus").rule("catalog-index"))
                            .targets())
                    .isEmpty();
        }
    }

    @Test
    void removingAnItemIsHintedAndHarmless() {
        night(TWO, 3);
        await("in OpenSearch", () -> indexed(TWO) == 3);
        answer("removed", TWO);

        try (AwsClients aws = new AwsClients(shop.stores.settings());
                DynamoDbClient client = aws.open("DYNAMODB", DynamoDbClient.builder())) {
            client.deleteItem(d ->
                    d.tableName(shop.stores.settings().productsTable()).key(Map.of("isbn", AttributeValue.fromS(TWO))));
        }

        await("the old answer is unreadable", () -> !answered("removed"));
        assertThat(shop.stores.queue(INDEX).deadLetters().approximateDepth()).isZero();
    }

    @Test
    void withoutAStreamOnTheTableProductionDoesNotStart() {
        try (Shop bare = new Shop("streamless", 1, ownDynamo(), "catalog-sync.cdc.hints-from=table-stream")) {
            Map<String, String> production = new TreeMap<>(bare.environment);
            production.put("CATALOG_SYNC_PROFILE", "aws");
            // What the SDK asks for first.
            System.setProperty("aws.accessKeyId", "none");
            System.setProperty("aws.secretAccessKey", "none");
            try {
                assertThatThrownBy(() ->
                                Application.start(production, bare.properties()).close())
                        .rootCause()
                        .isInstanceOf(InvalidSettings.class)
                        .hasMessageContainingAll("streamless-products", "NEW_AND_OLD_IMAGES", "found no stream");
            } finally {
                System.clearProperty("aws.accessKeyId");
                System.clearProperty("aws.secretAccessKey");
            }
        }
    }

    @Test
    void zWhatIsWrittenWhileNobodyRelaysIsHintedAfterwards() {
        shop.stop();
        night(ONE, 40);
        night(ONE, 41);
        assertThat(indexed(ONE)).isLessThan(40);

        shop.start();

        await("what came meanwhile", () -> indexed(ONE) == 41);
        assertThat(shop.stores
                        .state()
                        .find("cdc-table-stream:tabled-products")
                        .orElseThrow()
                        .fields())
                .isNotEmpty();
    }

    private void put(String isbn, int quantity) {
        shop.put(Dms.change("update", ++position, Instant.now())
                .data(Dms.row(isbn, "ONE PIECE 1", quantity))
                .bytes());
    }

    /** By the nightly load's way into the table, which announces nothing. */
    private void night(String isbn, int quantity) {
        Product product = new Product(
                new Isbn(isbn),
                "ONE PIECE 1",
                null,
                null,
                null,
                quantity,
                StockStatus.IN_STOCK,
                528,
                "TK01",
                null,
                null);
        ProductWriter writer = new ProductWriter(
                shop.stores.products(), Duration.ofDays(30), Duration.ofMinutes(5), Clock.systemUTC(), () -> {});
        SourceVersion version = new SourceVersion.Nightly(Instant.now(), ++position);
        assertThat(writer.write(
                        List.of(ProductWriter.Request.of(new Incoming.Put(product, version), "row-1", "nightly"))))
                .singleElement()
                .isInstanceOf(ProductWriter.Outcome.Applied.class);
    }

    private void answer(String name, String isbn) {
        AnswerCache cache = shop.stores.cache();
        List<Isbn> key = List.of(new Isbn(isbn));
        await(
                "an answer is kept",
                () -> cache.fill("tabled-" + name, "an answer", cache.token(key), Duration.ofMinutes(1))
                        && answered(name));
    }

    private boolean answered(String name) {
        return shop.stores.cache().get("tabled-" + name).isPresent();
    }

    private long rev(String isbn) {
        return shop.item(isbn).orElseThrow().stamp().rev();
    }

    private int quantity(String isbn) {
        return shop.item(isbn).orElse(null) instanceof StoredItem.Live live
                ? live.product().quantityAvailable()
                : GONE;
    }

    private int indexed(String isbn) {
        List<IndexDocument> found = shop.stores.index().get(shop.generation, List.of(new Isbn(isbn)));
        Product product = found.isEmpty() ? null : found.getFirst().product();
        return product == null ? GONE : product.quantityAvailable();
    }
}
