package org.catalogsync.stores;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem.Live;
import org.catalogsync.model.StoredItem.Stamp;
import org.catalogsync.model.StoredItem.Tombstone;

/** Products and items for tests; every ISBN is handed out once in a process, and hardly ever twice in two. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T03:00:00.123456Z");
    private static final AtomicLong NEXT = new AtomicLong(978_000_000_000L + (System.nanoTime() >>> 12) % 900_000_000L);

    private Samples() {}

    public static Isbn isbn() {
        String twelve = Long.toString(NEXT.incrementAndGet());
        int sum = IntStream.range(0, 12)
                .map(i -> (twelve.charAt(i) - '0') * ((i & 1) == 0 ? 1 : 3))
                .sum();
        return new Isbn(twelve + (10 - sum % 10) % 10);
    }

    public static List<Isbn> isbns(int count) {
        return IntStream.range(0, count).mapToObj(i -> isbn()).toList();
    }

    public static Product product(Isbn isbn) {
        return product(isbn, "海辺の観測所 42");
    }

    public static Product product(Isbn isbn, String title) {
        return new Product(
                isbn,
                title,
                "ウミベノカンソクジョ",
                "山﨑 ①子",
                "青年",
                7,
                StockStatus.IN_STOCK,
                528,
                "TK01",
                LocalDate.of(2026, 2, 3),
                14);
    }

    /** A product of which the ERP knows only what it must. */
    public static Product bareProduct(Isbn isbn) {
        return new Product(isbn, "無題", null, null, null, 0, StockStatus.UNKNOWN, null, "OS02", null, null);
    }

    public static Stamp stamp(long rev) {
        return new Stamp(rev, new SourceVersion.Nightly(NOON, 12), "row-42", NOON, "nightly");
    }

    public static Live live(Isbn isbn, long rev) {
        return new Live(product(isbn), stamp(rev));
    }

    public static Tombstone tombstone(Isbn isbn, long rev) {
        return new Tombstone(isbn, stamp(rev), Instant.parse("2026-04-01T00:00:00Z"));
    }
}
