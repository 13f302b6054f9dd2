package org.catalogsync.cdc.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The rows that there are and the keys that are free, drawn from in constant time. */
public final class Shelf {
    /** Of a hundred keys so many are free in the beginning, for inserts and for changes of the key. */
    private static final int FREE_PERCENT = 10;

    private static final int START_QUANTITY = 20;
    private static final String PREFIX = "97999";
    private static final int MOST_KEYS = 10_000_000;

    private final List<String> isbns;
    private final int[] quantities;

    /** Numbers of the books, those that are there first. */
    private final int[] order;

    private int there;

    private Shelf(List<String> isbns, int there) {
        this.isbns = isbns;
        this.there = there;
        quantities = new int[isbns.size()];
        Arrays.fill(quantities, START_QUANTITY);
        order = new int[isbns.size()];
        Arrays.setAll(order, book -> book);
    }

    /** Books with right check digits below 979-99, which no publisher has. */
    public static Shelf synthetic(int keys) {
        if (keys < 2 || keys > MOST_KEYS) {
            throw new IllegalArgumentException("--keys: expected 2 to " + MOST_KEYS + ", found " + keys);
        }
        return new Shelf(isbns(keys), keys - free(keys));
    }

    /** Books of a catalogue, and free keys that no catalogue has. */
    public static Shelf of(List<String> catalogue) {
        if (catalogue.isEmpty()) {
            throw new IllegalArgumentException("--from-table: expected a table with products, found none");
        }
        List<String> all = new ArrayList<>(catalogue);
        Set<String> taken = Set.copyOf(catalogue);
        isbns(free(catalogue.size())).stream()
                .filter(isbn -> !taken.contains(isbn))
                .forEach(all::add);
        return new Shelf(all, catalogue.size());
    }

    private static int free(int keys) {
        return Math.max(1, keys * FREE_PERCENT / 100);
    }

    private static List<String> isbns(int count) {
        List<String> isbns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            isbns.add(withCheckDigit(PREFIX + String.format("%07d", i)));
        }
        return isbns;
    }

    private static String withCheckDigit(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return twelve + (10 - sum % 10) % 10;
    }

    String isbn(int book) {
        return isbns.get(book);
    }

    int quantity(int book) {
        return quantities[book];
    }

    void stock(int book, int quantity) {
        quantities[book] = quantity;
    }

    boolean isEmpty() {
        return there == 0;
    }

    boolean isFull() {
        return there == order.length;
    }

    int any(RandomGenerator random) {
        return order[random.nextInt(there)];
    }

    /** Takes a book away. */
    int take(RandomGenerator random) {
        return takeFrom(random.nextInt(there));
    }

    /** Takes away another book than the one that was added last. */
    int takeOtherThanLast(RandomGenerator random) {
        return takeFrom(random.nextInt(there - 1));
    }

    private int takeFrom(int place) {
        int book = order[place];
        order[place] = order[--there];
        order[there] = book;
        return book;
    }

    /** Puts a book there that was not. */
    int add(RandomGenerator random) {
        int place = there + random.nextInt(order.length - there);
        int book = order[place];
        order[place] = order[there];
        order[there++] = book;
        return book;
    }
}
