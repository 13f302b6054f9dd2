package org.catalogsync.stores.follow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.GenerationMissing;
import org.catalogsync.stores.products.ProductTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings some keys of every registered generation up to what the product table holds now. A hint names keys and never carries a document: what counts is read here, in this order: hint, register, table,
 * write. An item that is read before the register would be missing from a generation that was registered in between. At least once; again is harmless.
 */
public final class IndexFollower {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

    /** Documents that are embedded and sent together. */
    private static final int BATCH = 500;

    private final GenerationRegister register;
    private final ProductTable table;
    private final Embeddings embeddings;
    private final CatalogueIndex index;

    public IndexFollower(GenerationRegister register, ProductTable table, Embeddings embeddings, CatalogueIndex index) {
        this.register = register;
        this.table = table;
        this.embeddings = embeddings;
        this.index = index;
    }

    /** Returns when all registered generations that exist have these keys; only then is the hint done. */
    public void update(Collection<Isbn> hinted) {
        List<Isbn> keys = hinted.stream().distinct().toList();
        for (int from = 0; from < keys.size(); from += BATCH) {
            updateBatch(keys.subList(from, Math.min(keys.size(), from + BATCH)));
        }
    }

    private void updateBatch(List<Isbn> keys) {
        List<String> generations = register.names();
        List<StoredItem> items = new ArrayList<>(table.getAll(keys).values());
        IndexDocuments documents = IndexDocuments.of(items, embeddings);
        for (String generation : generations) {
            try {
                index.index(generation, documents.documents());
            } catch (GenerationMissing deleted) {
                // Created before it was registered, so it was deleted since: there is nothing that could miss these
                // keys. A generation that is made again under this name is filled after that. A process that
                // wakes up late may register what its successor has deleted; waiting for it would hold up every update.
                LOG.warn("generation {} is registered and gone; {} keys not written to it", generation, keys.size());
            }
        }
    }
}
