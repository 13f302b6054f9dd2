package org.catalogsync.erp.facade.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** ISBNs to page over, sorted, each once; eight bytes each. */
public final class IsbnList {
    private final long[] sorted;

    private IsbnList(long[] sorted) {
        this.sorted = sorted;
    }

    /** These numbers of canonical ISBNs, in any order and as often as they come. */
    static IsbnList of(LongStream isbns) {
        return new IsbnList(isbns.sorted().distinct().toArray());
    }

    public int size() {
        return sorted.length;
    }

    /**
     * Those behind a key, whether or not the list has it, so that a page begins where the one before ended even after the list has changed.
     *
     * @param key null for the beginning
     */
    Page after(@Nullable Isbn key, int limit) {
        int from = key == null ? 0 : firstAfter(key.asLong());
        int to = Math.min(sorted.length, from + limit);
        List<Isbn> isbns = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            isbns.add(new Isbn(Long.toString(sorted[i]))); // they begin with 978 or 979, so no zero is lost
        }
        return new Page(isbns, to < sorted.length);
    }

    private int firstAfter(long key) {
        int found = Arrays.binarySearch(sorted, key);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /**
     * A part of the list.
     *
     * @param more whether there is anything behind it
     */
    record Page(List<Isbn> isbns, boolean more) {}
}
