package org.catalogsync.stores.products;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
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

    /** As {@link #scan}, for those who judge the table: what no writer of ours can have written is given back too, instead of being thrown. */
    Survey survey(int segment, int segments, @Nullable String from);

    /** As {@link #getAll}, with what no writer of ours can have written apart. */
    Looked look(Collection<Isbn> isbns);

    /** Deletes an item under a key that is no ISBN if its rev still is the one that was seen; false when it is not. */
    boolean deleteStray(Flawed seen);

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
     * A part of a segment as it is.
     *
     * @param flawed items that no writer of ours can have written; among {@code items} too where they can be read nevertheless
     */
    record Survey(
            List<StoredItem> items,
            List<Flawed> flawed,
            @Nullable String next) {}

    /** What lies under some keys; absent ones are in neither map, and in both are those that can be read but that no writer of ours can have written. */
    record Looked(Map<Isbn, StoredItem> items, Map<Isbn, Flawed> flawed) {}

    /**
     * An item that no writer of ours can have written.
     *
     * @param key as it stands, an ISBN or not
     * @param rev the rev to write on, {@link ProductWrite#ABSENT} where it has none; null where it is no number, so that no write can be conditional on it
     * @param version where it stands in the source's history, null where that cannot be read
     * @param attribute the first one that cannot be
     */
    record Flawed(
            String key,
            @Nullable Long rev,
            @Nullable SourceVersion version,
            String attribute,
            String expected,
            String found) {}

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
