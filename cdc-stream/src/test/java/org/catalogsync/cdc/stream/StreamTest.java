package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.catalogsync.cdc.stream.Shop.Printed;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** From Kinesis to all three stores, through every part there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class StreamTest {
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";

    private static final int GONE = -1;

    private Shop shop;
    private long position = 100;

    @BeforeAll
    void open() {
        shop = new Shop("flow");
        shop.start();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void aChangeIsSeenInTableIndexAndInvalidatedAnswer() {
        put("insert", ONE, 3);
        await("in DynamoDB", () -> quantity(ONE) == 3);
        await("in OpenSearch", () -> indexed(ONE) == 3);
        AnswerCache cache = shop.stores.cache();
        List<Isbn> key = List.of(new Isbn(ONE));
        await(
                "an answer is kept",
                () -> cache.fill("flow-answer", "3 copies", cache.token(key), Duration.ofMinutes(1))
                        && cache.get("flow-answer").isPresent());

        put("update", ONE, 0);

        await("in DynamoDB", () -> quantity(ONE) == 0);
        await("in OpenSearch", () -> indexed(ONE) == 0);
        await("the old answer is unreadable", () -> cache.get("flow-answer").isEmpty());
        await(
                "found by a search",
                () -> shop.stores.index().searchText("ONE PIECE", 10).stream()
                        .anyMatch(hit -> hit.isbn().value().equals(ONE)));
        JsonNode status = shop.get("/status");
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("applied").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(status.at("/lag_ms/dynamodb").isNumber()).isTrue();
        assertThat(shop.get("/health/ready").path("status").asString()).isEqualTo("UP");
        assertThat(shop.get("/metrics").asString())
                .contains("catalog_sync_changes_total{end=\"applied\"}")
                .contains("catalog_sync_lag_seconds{store=\"opensearch\",quantile=\"0.99\"}");
    }

    @Test
    void aDeleteLeavesTombstonesAndALateUpdateDoesNotBringItBack() {
        put("insert", TWO, 7);
        await("there", () -> indexed(TWO) == 7);
        long late = ++position;

        put("delete", TWO, 7);
        await("a tombstone", () -> shop.item(TWO).orElse(null) instanceof StoredItem.Tombstone);
        await("gone from the index", () -> indexed(TWO) == GONE);
        shop.put(Dms.change("update", late, Instant.now())
                .data(Dms.row(TWO, "ONE PIECE 2", 9))
                .bytes());

        long before = shop.get("/status").path("superseded").asLong();
        await("superseded", () -> shop.get("/status").path("superseded").asLong() >= Math.max(1, before));
        assertThat(shop.item(TWO)).get().isInstanceOf(StoredItem.Tombstone.class);
    }

    @Test
    void aPoisonedRecordGoesToTheDeadLettersAndTheStreamGoesOn() {
        byte[] poison = "{\"data\": {\"ISBN\": ".getBytes(StandardCharsets.UTF_8);
        shop.put(poison, change("update", ONE, 5));
        await("what came after it", () -> quantity(ONE) == 5);

        Printed list = shop.cdc("dlq", "list");
        assertThat(list.exit()).isZero();
        assertThat(list.out()).contains("bad_json").contains("shardId-000000000000");
        String id = list.out().substring(0, 16);

        Printed shown = shop.cdc("dlq", "show", id);
        assertThat(shown.out()).contains(new String(poison, StandardCharsets.UTF_8));
        Printed redriven = shop.cdc("dlq", "redrive", id);
        assertThat(redriven.exit()).isEqualTo(1);
        assertThat(redriven.err()).contains("still refused: bad_json");
        assertThat(shop.cdc("dlq", "list", "--json").out()).contains(id);
        assertThat(shop.cdc("dlq", "show", "nobody").err()).contains("no dead letter nobody");
    }

    @Test
    void zGoesOnWhereItStoppedWithoutLosingWhatCameMeanwhile() {
        shop.stop();
        put("update", ONE, 8);
        shop.start();
        await("what came meanwhile", () -> quantity(ONE) == 8);
        assertThat(shop.stores.state().find("stream").orElseThrow().fields()).containsKeys("since", "heartbeat");
    }

    private void put(String operation, String isbn, int quantity) {
        shop.put(change(operation, isbn, quantity));
    }

    private byte[] change(String operation, String isbn, int quantity) {
        return Dms.change(operation, ++position, Instant.now())
                .data(Dms.row(isbn, "ONE PIECE 1", quantity))
                .bytes();
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
