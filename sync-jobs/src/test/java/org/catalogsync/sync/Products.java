package org.catalogsync.sync;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;

/** Products for tests. */
public final class Products {

    private Products() {}

    /** The n-th synthetic ISBN of the 978-4-99 range. */
    public static Isbn isbn(int n) {
        String twelve = "97849%07d".formatted(9_000_000 + n).substring(0, 12);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return new Isbn(twelve + (10 - sum % 10) % 10);
    }

    public static Product product(int n, String title, int quantity) {
        return new Product(
                isbn(n),
                title,
                null,
                "作者",
                null,
                quantity,
                quantity > 0 ? StockStatus.IN_STOCK : StockStatus.OUT_OF_STOCK,
                484,
                "TK01",
                null,
                null);
    }

    /** Any product, with every optional field now and then absent. */
    public static Arbitrary<Product> any() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withCharRange('ぁ', 'ん')
                .withCharRange('一', '龥')
                .withChars("\"\\\n ,aZ9")
                .ofMinLength(1)
                .ofMaxLength(30);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 99_999),
                        texts,
                        texts.injectNull(0.3),
                        texts.injectNull(0.3),
                        Arbitraries.integers().between(0, 5_000),
                        Arbitraries.of(StockStatus.values()),
                        Arbitraries.integers().between(0, 100_000).injectNull(0.3),
                        Arbitraries.integers()
                                .between(10_000, 20_000)
                                .map(day -> LocalDate.ofEpochDay(day))
                                .injectNull(0.3))
                .as((n, title, kana, author, quantity, status, price, restocked) -> new Product(
                        isbn(n), title, kana, author, author, quantity, status, price, "TK01", restocked, price));
    }
}
