package org.catalogsync.stores.products;

/** An item of the product table that no writer of ours can have written. Names table, key, attribute, what was expected and what was found. */
public final class MalformedItem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedItem(String table, String key, String attribute, String expected, String found) {
        super("item '" + key + "' of table " + table + ": attribute " + attribute + " expected " + expected + ", found "
                + found);
    }
}
