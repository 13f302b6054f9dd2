package org.catalogsync.quality.row;

import java.time.Instant;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.jspecify.annotations.Nullable;

/** What became of a row. */
public sealed interface RowVerdict {

    /**
     * The row is a product.
     *
     * @param sourceKey the ISBN as the source wrote it
     * @param updatedAt when the source last touched the row, null where it does not say
     */
    record Accepted(
            Product product, String sourceKey, @Nullable Instant updatedAt, List<Warning> warnings)
            implements RowVerdict {}

    /**
     * The row is no product, for all these reasons.
     *
     * @param reasons in the order of the rules, at least one; the first is the counted one
     * @param key the row's ISBN where it could be read all the same: what the stores hold under it stays
     * @param sourceKey what stands where the ISBN should, null where nothing does
     */
    record Rejected(
            List<Violation> reasons,
            @Nullable Isbn key,
            @Nullable String sourceKey) implements RowVerdict {

        /** The reason under which the row is counted. */
        public Violation counted() {
            return reasons.get(0);
        }
    }
}
