package org.catalogsync.stores.products;

/** An item of the product table that no writer of ours can have written. Names table, key, attribute, what was expected and what was found. */
public final class MalformedItem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String attribute;
    private final String expected;
    private final String found;

    MalformedItem(String table, String key, String attribute, String expected, String found) {
        super("item '" + key + "' of table " + table + ": attribute " + attribute + " expected " + expected + ", found "
                + found);
        this.attribute = attribute;
        this.expected = expected;
        this.found = found;
    }

    String attribute() {
        return attribute;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
