package org.catalogsync.cdc.order;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.catalogsync.model.Product;
import org.catalogsync.model.WriteDecision.Incoming;
import org.jspecify.annotations.Nullable;

/** Whether a row fits into an item of the product table and its event into a call. One that does not would be refused at every try, and stop its shard. */
public final class ItemSize {
    /** DynamoDB takes items of 400 KB, EventBridge events of 256 KB, in which a byte may become six when it has to be escaped. No volume has texts of this size. */
    public static final int MOST_TEXT_BYTES = 40_000;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private ItemSize() {}

    /** The bytes of its texts where they are too many, else 0. */
    public static int excess(Incoming incoming) {
        Product product = switch (incoming) {
            case Incoming.Put put -> put.product();
            case Incoming.Fill fill -> fill.product();
            case Incoming.Delete delete -> null;
            case Incoming.Partial partial -> null;
        };
        if (product == null
                || texts(product).mapToInt(String::length).sum() * MOST_BYTES_OF_A_CHAR <= MOST_TEXT_BYTES) {
            return 0;
        }
        int bytes = texts(product)
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return bytes > MOST_TEXT_BYTES ? bytes : 0;
    }

    private static Stream<String> texts(Product product) {
        return Stream.of(product.title(), product.titleKana(), product.author(), product.genre(), product.warehouse())
                .map(ItemSize::orEmpty);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
