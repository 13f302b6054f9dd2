package org.catalogsync.benchmark.chat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.catalogsync.model.Product;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Changes volumes in the ERP's database, one after the other, and asks for each again and again until an answer has its new stock. */
final class Updates implements AutoCloseable {
    /** So often somebody asks. */
    private static final Duration EVERY = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_UNDER_WAY = 100;

    private final Connection erp;
    private final Customers customers;
    private final Random random;

    Updates(String jdbcUrl, Customers customers, Random random) throws SQLException {
        this.erp = DriverManager.getConnection(jdbcUrl);
        this.customers = customers;
        this.random = random;
    }

    /**
     * One change.
     *
     * @param millis from the commit until a card with the new stock was there; negative where none came
     * @param source what the card names as its source
     */
    record Seen(int quantity, double millis, String source) {}

    /** Writes the volume with another stock, plenty or little, and waits until a customer sees it. */
    Seen change(Product product, boolean low) throws SQLException {
        int stored = stored(product);
        int quantity = stored;
        while (quantity == stored || quantity == product.quantityAvailable()) {
            quantity = low ? 1 + random.nextInt(4) : 20 + random.nextInt(900);
        }
        write(product, quantity);
        long committed = System.nanoTime();
        List<Shot> shots = new ArrayList<>();
        while (System.nanoTime() - committed < PATIENCE.toNanos() && shots.size() < PATIENCE.dividedBy(EVERY)) {
            Shot shot = new Shot(new Shelf.Asked(product.isbn().value(), product.isbn().value() + "の在庫は？"), committed);
            shots.add(shot);
            customers.ask(shots.size() % MOST_UNDER_WAY, shot);
            LockSupport.parkNanos(EVERY.toNanos());
            for (Shot asked : shots) {
                JsonNode item = asked.items().isEmpty() ? null : asked.items().getFirst();
                if (item != null && item.path("quantity").asInt(-1) == quantity) {
                    return new Seen(quantity, asked.cardMillis(), item.path("source").asString(""));
                }
            }
        }
        return new Seen(quantity, -1, "");
    }

    /** What the database has from a run before; a row that stays as it is, is no change there. */
    private int stored(Product product) throws SQLException {
        try (PreparedStatement select = erp.prepareStatement("SELECT QTY FROM PRODUCTS WHERE ISBN = ?")) {
            select.setString(1, product.isbn().value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getInt(1) : product.quantityAvailable();
            }
        }
    }

    private void write(Product product, int quantity) throws SQLException {
        try (PreparedStatement insert = erp.prepareStatement(
                """
                INSERT INTO PRODUCTS (ISBN, TITLE, TITLE_KANA, AUTHOR, GENRE, QTY, WAREHOUSE_CD, STATUS_CD, PRICE_JPY)
                VALUES (?, ?, ?, ?, ?, ?, 'TK01', ?, ?)
                ON DUPLICATE KEY UPDATE QTY = VALUES(QTY), STATUS_CD = VALUES(STATUS_CD)""")) {
            @Nullable Object[] row = {
                product.isbn().value(),
                product.title(),
                product.titleKana(),
                product.author(),
                product.genre(),
                quantity,
                quantity < 20 ? "02" : "01",
                product.priceJpy()
            };
            for (int i = 0; i < row.length; i++) {
                insert.setObject(i + 1, row[i]);
            }
            insert.executeUpdate();
        }
    }

    /** Waits out the questions of the change before, so that each is measured by itself. */
    static void rest() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
    }

    @Override
    public void close() throws SQLException {
        erp.close();
    }
}
