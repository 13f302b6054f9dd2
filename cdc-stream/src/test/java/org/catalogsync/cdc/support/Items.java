package org.catalogsync.cdc.support;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;

/** Items as a write left them. */
public final class Items {
    public static final Instant COMMITTED = Instant.parse("2026-03-01T03:00:00.123456Z");
    public static final SourceVersion VERSION = new SourceVersion.Change(1, BigInteger.TEN, 0, COMMITTED);

    private Items() {}

    public static StoredItem live(Isbn isbn, long rev, int quantity) {
        return new StoredItem.Live(product(isbn, quantity), stamp("update", VERSION, rev));
    }

    public static StoredItem by(String eventType, SourceVersion version, Isbn isbn, long rev) {
        return new StoredItem.Live(product(isbn, 1), stamp(eventType, version, rev));
    }

    public static StoredItem tombstone(Isbn isbn, long rev) {
        return new StoredItem.Tombstone(isbn, stamp("delete", VERSION, rev), COMMITTED.plus(Duration.ofDays(30)));
    }

    private static StoredItem.Stamp stamp(String eventType, SourceVersion version, long rev) {
        return new StoredItem.Stamp(rev, version, "row-1", COMMITTED, eventType);
    }

    private static Product product(Isbn isbn, int quantity) {
        return new Product(
                isbn,
                "ONE PIECE 1",
                null,
                null,
                null,
                quantity,
                quantity == 0 ? StockStatus.OUT_OF_STOCK : StockStatus.IN_STOCK,
                528,
                "TK01",
                null,
                null);
    }
}
