package org.catalogsync.stores.products;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.jspecify.annotations.Nullable;

/** The product table. All reads are strongly consistent. */
public interface ProductTable {

    /** Creates the table (on demand, TTL on {@code expires_at}) where it is missing and waits until it is active. */
    void createIfAbsent();

    Optional<StoredItem> get(Isbn isbn);

    /** The items of these keys; absent ones are absent in the map. Any number of keys; batches of 100 underneath, unprocessed ones alone are asked again. */
    Map<Isbn, StoredItem> getAll(Collection<Isbn> isbns);

    /**
     * Reads one page of one segment of a parallel scan, tombstones included.
     *
     * @param from null at the start, then {@link Page#next()}; opaque text that survives a restart
     */
    Page scan(int segment, int segments, @Nullable String from);

    /**
     * Writes each item under its own condition, independent of the others; any number of writes, batched underneath.
     *
     * @return one outcome per write, in the same order
     */
    List<WriteOutcome> write(List<ProductWrite> writes);

    /** How many items the table holds, by a full count; live ones and tombstones apart. */
    Counts count();

    /**
     * A part of a segment.
     *
     * @param items a page's items
     * @param next where the next page starts, null at the end of the segment
     */
    record Page(List<StoredItem> items, @Nullable String next) {}

    /**
     * A write and its condition.
     *
     * @param item the whole new state of the key
     * @param expectedRev the rev that was read; {@link #ABSENT} where the key was absent
     */
    record ProductWrite(StoredItem item, long expectedRev) {
        /** No item was there. */
        public static final long ABSENT = 0;
    }

    enum WriteOutcome {
        WRITTEN,
        /** The key's rev is another than expected: read it again and decide anew. */
        CONFLICT
    }

    record Counts(long live, long tombstones) {}
}
