package org.catalogsync.stores.follow;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.catalogsync.model.SearchText;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.embeddings.Embeddings.Vectors;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;

/**
 * The documents of items of the product table: the item's rev as external version, the vector of its search text, a tombstone for a deleted key.
 *
 * @param documents one for each item, in order
 * @param products how many of them are live
 * @param computed how many vectors had to be computed
 */
public record IndexDocuments(List<IndexDocument> documents, int products, int computed) {

    /** Embeds what must be embedded; for some hundreds of items at a time. */
    public static IndexDocuments of(List<StoredItem> items, Embeddings embeddings) {
        Set<String> texts = new LinkedHashSet<>();
        int products = 0;
        for (StoredItem item : items) {
            if (item instanceof StoredItem.Live live) {
                products++;
                texts.add(SearchText.of(live.product()));
            }
        }
        Vectors vectors = embeddings.embed(texts);
        return new IndexDocuments(
                items.stream().map(item -> document(item, vectors)).toList(), products, vectors.computed());
    }

    private static IndexDocument document(StoredItem item, Vectors vectors) {
        long rev = item.stamp().rev();
        String lastSync = item.stamp().lastSync().toString();
        Instant sourceAt = item.stamp().sourceVersion().at();
        return switch (item) {
            case StoredItem.Live live ->
                new IndexDocument(
                        live.isbn(),
                        live.product(),
                        rev,
                        vectors.byText().get(SearchText.of(live.product())),
                        lastSync,
                        sourceAt);
            case StoredItem.Tombstone tombstone ->
                new IndexDocument(tombstone.isbn(), null, rev, null, lastSync, sourceAt);
        };
    }
}
