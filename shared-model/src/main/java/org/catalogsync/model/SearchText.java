package org.catalogsync.model;

/**
 * The text of a product that is embedded. It is the title alone: customers ask for volumes by title, and every other field is filtered or searched as itself. Whoever changes this changes the key of every
 * stored embedding.
 */
public final class SearchText {

    private SearchText() {}

    public static String of(Product product) {
        return product.title();
    }
}
