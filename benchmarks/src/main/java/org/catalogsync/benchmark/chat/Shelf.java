package org.catalogsync.benchmark.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.ProductTable;

/** The catalogue as the table has it: what is asked for, and what the answers are held against. Some volumes are asked for much more often than others (Zipf, exponent 1). */
final class Shelf {
    private static final List<String> FORMS =
            List.of("%sある?", "%sの在庫は？", "%sはありますか", "「%s」在庫ありますか？", "Do you have %s?", "%s いくら?");

    private final List<Product> products;
    private final Map<String, Product> byIsbn = new HashMap<>();
    private final double[] sums;

    private Shelf(List<Product> products) {
        this.products = products;
        products.forEach(product -> byIsbn.put(product.isbn().value(), product));
        this.sums = new double[products.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
    }

    static Shelf read(ProductTable table, long seed) {
        List<Product> products = new ArrayList<>();
        int segments = 16;
        for (int segment = 0; segment < segments; segment++) {
            String from = null;
            do {
                ProductTable.Page page = table.scan(segment, segments, from);
                page.items().forEach(item -> {
                    if (item instanceof StoredItem.Live live) {
                        products.add(live.product());
                    }
                });
                from = page.next();
            } while (from != null);
        }
        Collections.shuffle(products, new Random(seed));
        return new Shelf(products);
    }

    int size() {
        return products.size();
    }

    /** A question, and the volume that it asks for. */
    Asked ask(Random random) {
        double at = random.nextDouble() * sums[sums.length - 1];
        int index = java.util.Arrays.binarySearch(sums, at);
        Product product = products.get(index < 0 ? Math.min(-index - 1, sums.length - 1) : index);
        String form = FORMS.get(random.nextInt(FORMS.size()));
        return new Asked(product.isbn().value(), form.formatted(product.title()));
    }

    /** Any volume, each as likely as the other. */
    Product some(Random random) {
        return products.get(random.nextInt(products.size()));
    }

    /** The truth; null for a volume that the shop does not have. */
    @org.jspecify.annotations.Nullable Product of(String isbn) {
        return byIsbn.get(isbn);
    }

    record Asked(String isbn, String text) {}
}
