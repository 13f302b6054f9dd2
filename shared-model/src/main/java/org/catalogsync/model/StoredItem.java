package org.catalogsync.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the product table holds under one key: a live product, or the tombstone of a deleted one. */
public sealed interface StoredItem {

    Isbn isbn();

    Stamp stamp();

    /** A product that customers may see. */
    record Live(Product product, Stamp stamp) implements StoredItem {
        @Override
        public Isbn isbn() {
            return product.isbn();
        }
    }

    /**
     * A deleted key. Deletes are versions too: without it a late older record would bring the product back.
     *
     * @param expiresAt when DynamoDB may forget it; an expired tombstone that is still there counts
     */
    record Tombstone(Isbn isbn, Stamp stamp, Instant expiresAt) implements StoredItem {}

    /**
     * The bookkeeping beside the product.
     *
     * @param rev the read side's own counter per item; every write is conditional on the value that was read
     * @param sourceVersion where the content stands in the ERP's history
     * @param sourceKey the ERP's own primary key of the row, as it was written
     * @param lastSync when the read side wrote it
     * @param lastEventType what wrote it: {@code nightly}, {@code insert}, {@code update}, {@code delete}, {@code load}, {@code repair}
     * @param change what this very write changed; null where its writer did not look at what it replaced
     */
    record Stamp(
            long rev,
            SourceVersion sourceVersion,
            @Nullable String sourceKey,
            Instant lastSync,
            String lastEventType,
            @Nullable Change change) {

        /** Of a writer that does not announce what it changed. */
        public Stamp(
                long rev,
                SourceVersion sourceVersion,
                @Nullable String sourceKey,
                Instant lastSync,
                String lastEventType) {
            this(rev, sourceVersion, sourceKey, lastSync, lastEventType, null);
        }
    }

    /**
     * What a write changed, kept in the item by that very write. A writer may die between its write and its announcement; whoever tries again finds the write done, and announces from here what the first would have.
     *
     * @param previousQuantity what was in stock before; null where no product was there
     * @param fields the attributes whose content changed, in the order of the product's; empty where only the version did
     */
    record Change(@Nullable Integer previousQuantity, List<String> fields) {
        public Change {
            fields = List.copyOf(fields);
        }
    }
}
