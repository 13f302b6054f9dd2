package org.catalogsync.stores.products;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.jspecify.annotations.Nullable;

/** What a write changes in an item, by the names of the table's attributes. */
final class Changes {
    private static final List<Part> PARTS = List.of(
            new Part("title", Product::title),
            new Part("title_kana", Product::titleKana),
            new Part("author", Product::author),
            new Part("genre", Product::genre),
            new Part("quantity_available", Product::quantityAvailable),
            new Part("stock_status", Product::stockStatus),
            new Part("price_jpy", Product::priceJpy),
            new Part("warehouse", Product::warehouse),
            new Part("last_restock_date", Product::lastRestockDate),
            new Part("restock_eta_days", Product::restockEtaDays));

    private Changes() {}

    static StoredItem.Change between(@Nullable StoredItem current, Incoming incoming) {
        Product before = current instanceof StoredItem.Live live ? live.product() : null;
        Product after = switch (incoming) {
            case Incoming.Put put -> put.product();
            case Incoming.Fill fill -> fill.product();
            case Incoming.Delete delete -> null;
            case Incoming.Partial partial -> null;
        };
        List<String> fields = new ArrayList<>();
        for (Part part : PARTS) {
            if (!Objects.equals(part.of(before), part.of(after))) {
                fields.add(part.attribute);
            }
        }
        return new StoredItem.Change(before == null ? null : before.quantityAvailable(), fields);
    }

    private record Part(String attribute, Function<Product, @Nullable Object> value) {
        @Nullable
        Object of(@Nullable Product product) {
            return product == null ? null : value.apply(product);
        }
    }
}
