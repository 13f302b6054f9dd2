package org.catalogsync.sync.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

    static final String DYNAMODB = "dynamodb";
    static final String OPENSEARCH = "opensearch";

    private static final Map<String, Function<Product, @Nullable Object>> FIELDS = fields();

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
    static List<Difference> between(String isbn, String store, @Nullable Product expected, @Nullable Product found) {
        if (expected == null && found == null) {
            return List.of();
        }
        if (found == null) {
            return List.of(missing(isbn, store, title(expected)));
        }
        if (expected == null) {
            return List.of(unexpected(isbn, store, title(found)));
        }
        List<Difference> differences = new ArrayList<>();
        FIELDS.forEach((field, value) -> {
            Object wanted = value.apply(expected);
            Object stored = value.apply(found);
            if (!Objects.equals(wanted, stored)) {
                differences.add(diverged(isbn, store, field, text(wanted), text(stored)));
            }
        });
        return differences;
    }

    static Difference missing(String isbn, String store, @Nullable String expected) {
        return new Difference(isbn, store, null, Kind.MISSING, expected, null);
    }

    static Difference unexpected(String isbn, String store, @Nullable String found) {
        return new Difference(isbn, store, null, Kind.UNEXPECTED, null, found);
    }

    static Difference diverged(
            String isbn, String store, String field, @Nullable String expected, @Nullable String found) {
        return new Difference(isbn, store, field, Kind.DIVERGED, expected, found);
    }

    /** A product's field as differences show it, null where it has none or there is no such field. */
    static @Nullable String fieldOf(Product product, String field) {
        Function<Product, @Nullable Object> value = FIELDS.get(field);
        return value == null ? null : text(value.apply(product));
    }

    private static Map<String, Function<Product, @Nullable Object>> fields() {
        Map<String, Function<Product, @Nullable Object>> fields = new LinkedHashMap<>();
        fields.put("title", Product::title);
        fields.put("title_kana", Product::titleKana);
        fields.put("author", Product::author);
        fields.put("genre", Product::genre);
        fields.put("quantity_available", Product::quantityAvailable);
        fields.put("stock_status", product -> product.stockStatus().wire());
        fields.put("price_jpy", Product::priceJpy);
        fields.put("warehouse", Product::warehouse);
        fields.put("last_restock_date", Product::lastRestockDate);
        fields.put("restock_eta_days", Product::restockEtaDays);
        return fields;
    }

    private static @Nullable String title(@Nullable Product product) {
        return product == null ? null : product.title();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
