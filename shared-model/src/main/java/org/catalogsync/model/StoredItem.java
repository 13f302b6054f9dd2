package org.catalogsync.model;

import java.time.Instant;
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
     * @param lastEventType what wrote it: {@code nightly}, {@code insert}, {@code update}, {@code delete}, {@code repair}
     */
    record Stamp(
            long rev,
            SourceVersion sourceVersion,
            @Nullable String sourceKey,
            Instant lastSync,
            String lastEventType) {}
}
