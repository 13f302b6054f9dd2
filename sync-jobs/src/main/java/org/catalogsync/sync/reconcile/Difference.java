package org.catalogsync.sync.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a store is not as it should be.
 *
 * @param store {@code dynamodb} (held against the extract) or {@code opensearch} (held against DynamoDB)
 * @param field the field that diverges, null where the whole key is missing or unexpected
 */
public record Difference(
        String isbn,
        String store,
        @Nullable String field,
        Kind kind,
        @Nullable String expected,
        @Nullable String found) {

    /** How. */
    public enum Kind {
        MISSING,
        UNEXPECTED,
        DIVERGED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** All differences of one key; empty when both sides are equal. */
    static List<Difference> between(Isbn isbn, String store, @Nullable Product expected, @Nullable Product found) {
        if (expected == null && found == null) {
            return List.of();
        }
        if (found == null) {
            return List.of(new Difference(isbn.value(), store, null, Kind.MISSING, title(expected), null));
        }
        if (expected == null) {
            return List.of(new Difference(isbn.value(), store, null, Kind.UNEXPECTED, null, title(found)));
        }
        Fields fields = new Fields(isbn.value(), store);
        fields.compare("title", expected.title(), found.title());
        fields.compare("title_kana", expected.titleKana(), found.titleKana());
        fields.compare("author", expected.author(), found.author());
        fields.compare("genre", expected.genre(), found.genre());
        fields.compare("quantity_available", expected.quantityAvailable(), found.quantityAvailable());
        fields.compare(
                "stock_status",
                expected.stockStatus().wire(),
                found.stockStatus().wire());
        fields.compare("price_jpy", expected.priceJpy(), found.priceJpy());
        fields.compare("warehouse", expected.warehouse(), found.warehouse());
        fields.compare("last_restock_date", expected.lastRestockDate(), found.lastRestockDate());
        fields.compare("restock_eta_days", expected.restockEtaDays(), found.restockEtaDays());
        return fields.differences;
    }

    private static @Nullable String title(@Nullable Product product) {
        return product == null ? null : product.title();
    }

    private static final class Fields {
        private final String isbn;
        private final String store;
        private final List<Difference> differences = new ArrayList<>();

        Fields(String isbn, String store) {
            this.isbn = isbn;
            this.store = store;
        }

        void compare(String field, @Nullable Object expected, @Nullable Object found) {
            if (!Objects.equals(expected, found)) {
                differences.add(new Difference(
                        isbn,
                        store,
                        field,
                        Kind.DIVERGED,
                        expected == null ? null : expected.toString(),
                        found == null ? null : found.toString()));
            }
        }
    }
}
