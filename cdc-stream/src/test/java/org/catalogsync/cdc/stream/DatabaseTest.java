package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole way: from a statement in the ERP's database to the three stores. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class DatabaseTest {
    private static final String ONE = "9784088725093";
    private static final String OTHER = "9784088725109";

    private Shop shop;
    private Connection database;

    @BeforeAll
    void open() throws SQLException {
        DevStack parts = DevStack.shared(PartName.KINESIS, PartName.ERP);
        // The database's changes go to the one stream that production's do.
        shop = new Shop("erp", 1, "catalog-sync.cdc.stream=manga-cdc");
        shop.start();
        database = DriverManager.getConnection(
                Objects.requireNonNull(parts.environment().get("ERP_JDBC_URL")));
        sql("INSERT INTO PRODUCTS (ISBN, TITLE, AUTHOR, QTY, WAREHOUSE_CD, STATUS_CD, PRICE_JPY)" + " VALUES ('" + ONE
                + "', '深夜の海図 1', '青井 渚', 3, 'TK01', '02', 528)");
        await("the new volume in the index", () -> quantityInIndex(ONE, 3));
    }

    @AfterAll
    void close() throws SQLException {
        if (database != null) {
            database.close();
        }
        shop.close();
    }

    @Test
    void anUpdateIsSeenInTableAndSearchAndMakesTheCachedAnswerUnreadable() throws Exception {
        AnswerCache cache = shop.stores.cache();
        // Or the hint of the volume's first row would take the answer away, and not that of its change.
        await(
                "no hint waits",
                () -> shop.get("/status").path("lag_ms").path("redis").asLong() > 0
                        && shop.stores.queue("erp-invalidate").approximateDepth() == 0);
        assertThat(cache.fill("erp-answer", "3", cache.token(List.of(new Isbn(ONE))), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(cache.get("erp-answer")).contains("3");

        sql("UPDATE PRODUCTS SET QTY = 0, STATUS_CD = '03', TITLE = '深夜の海図 改訂版 1' WHERE ISBN = '" + ONE + "'");

        await("in DynamoDB", () -> quantityInTable(ONE, 0));
        await("the old answer is unreadable", () -> cache.get("erp-answer").isEmpty());
        await(
                "found by its new title",
                () -> shop.stores.index().searchText("深夜の海図 改訂版", 5).stream()
                        .anyMatch(hit ->
                                hit.isbn().equals(new Isbn(ONE)) && hit.title().equals("深夜の海図 改訂版 1")));
        assertThat(quantityInIndex(ONE, 0)).isTrue();
        assertThat(shop.deadLetters()).isZero();
    }

    @Test
    void whatIsRolledBackIsSeenNowhereAndAChangeOfKeyMovesTheItem() throws Exception {
        database.setAutoCommit(false);
        sql("UPDATE PRODUCTS SET QTY = 77 WHERE ISBN = '" + ONE + "'");
        database.rollback();
        sql("UPDATE PRODUCTS SET ISBN = '" + OTHER + "', QTY = 5 WHERE ISBN = '" + ONE + "'");
        database.commit();
        database.setAutoCommit(true);

        await("under its new key", () -> quantityInTable(OTHER, 5) && quantityInIndex(OTHER, 5));
        await(
                "no longer under its old one",
                () -> shop.item(ONE).orElse(null) instanceof StoredItem.Tombstone && inIndex(ONE) == null);

        sql("DELETE FROM PRODUCTS WHERE ISBN = '" + OTHER + "'");

        await("gone", () -> shop.item(OTHER).orElse(null) instanceof StoredItem.Tombstone && inIndex(OTHER) == null);
    }

    private void sql(String statement) throws SQLException {
        try (Statement run = database.createStatement()) {
            assertThat(run.executeUpdate(statement)).isEqualTo(1);
        }
    }

    private boolean quantityInTable(String isbn, int expected) {
        return shop.item(isbn).orElse(null) instanceof StoredItem.Live live
                && live.product().quantityAvailable() == expected;
    }

    private boolean quantityInIndex(String isbn, int expected) {
        Product product = inIndex(isbn);
        return product != null && product.quantityAvailable() == expected;
    }

    private @Nullable Product inIndex(String isbn) {
        List<IndexDocument> found = shop.stores.index().get(shop.generation, List.of(new Isbn(isbn)));
        return found.isEmpty() ? null : found.getFirst().product();
    }
}
