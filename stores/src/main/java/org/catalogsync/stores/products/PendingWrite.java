package org.catalogsync.stores.products;

import java.util.Map;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A write that has no outcome yet. */
final class PendingWrite {
    /** Its place among the writes of the call. */
    final int position;

    final String isbn;
    final long expectedRev;
    final Map<String, AttributeValue> item;

    /** An insert found the key taken. */
    boolean present;

    PendingWrite(int position, ProductWrite write) {
        this.position = position;
        this.isbn = write.item().isbn().value();
        this.expectedRev = write.expectedRev();
        this.item = ItemCodec.encode(write.item());
    }

    /** No item, or one that somebody else wrote without a rev. */
    boolean expectsAbsence() {
        return expectedRev == ProductWrite.ABSENT;
    }
}
