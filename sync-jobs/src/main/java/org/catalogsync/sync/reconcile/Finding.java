package org.catalogsync.sync.reconcile;

import java.util.List;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.index.CatalogueIndex.Placed;
import org.catalogsync.stores.products.ProductTable.Flawed;
import org.catalogsync.sync.staging.ExtractLine;
import org.jspecify.annotations.Nullable;

/** A key on which a store is wrong, with all that a repair must be conditional on. */
sealed interface Finding {
    List<Difference> differences();

    /**
     * An item that is not what the extract says.
     *
     * @param expected null where the key should not be there
     * @param rev the rev that was seen, 0 for none
     */
    record OfItem(Isbn isbn, ExtractLine.@Nullable Row expected, long rev, List<Difference> differences)
            implements Finding {}

    /** An item whose product is right, but with an attribute beside it that no writer of ours can have left so; to be written again as it reads. */
    record OfAttribute(StoredItem item, List<Difference> differences) implements Finding {}

    /** An item that no writer of ours can have written and that no repair may be conditional on, or whose place in the source's history nobody knows. */
    record OfFlawedItem(Flawed seen, List<Difference> differences) implements Finding {}

    /**
     * A document that is not what it should be.
     *
     * @param item what the table holds, null for nothing
     * @param seen what lies in the generation, null for nothing
     */
    record OfDocument(
            Isbn isbn, @Nullable StoredItem item, @Nullable Placed seen, List<Difference> differences)
            implements Finding {}

    /** A document under an id that no key has. */
    record OfStray(Placed seen, List<Difference> differences) implements Finding {}
}
