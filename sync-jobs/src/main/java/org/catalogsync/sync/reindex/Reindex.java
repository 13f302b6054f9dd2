package org.catalogsync.sync.reindex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.follow.IndexDocuments;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.BulkReceipt;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.staging.Manifest;

/**
 * Fills the run's generation from the product table. Documents carry the item's rev as external version, so filling a group again, or beside a stream of changes, never puts an older document over a newer one.
 * Tombstones are carried over too: they keep an index update that was read before a delete from coming back after it.
 */
public final class Reindex {
    /** The step's name. */
    public static final String STEP = "reindex";

    /** Documents that are embedded and sent together; bounds memory whatever the page size of a scan. */
    private static final int BATCH = 500;

    private final RunFacts facts;
    private final ProductTable table;
    private final Embeddings embeddings;
    private final CatalogueIndex index;
    private final Supplier<Manifest> manifest;
    private final WritePermit permit;

    public Reindex(
            RunFacts facts,
            ProductTable table,
            Embeddings embeddings,
            CatalogueIndex index,
            Supplier<Manifest> manifest,
            WritePermit permit) {
        this.facts = facts;
        this.table = table;
        this.embeddings = embeddings;
        this.index = index;
        this.manifest = manifest;
        this.permit = permit;
    }

    public int groups() {
        return manifest.get().groups();
    }

    /** Indexes one group of scan segments; returns the documents sent. */
    public long reindex(int group) {
        String generation = index.generationName(facts.run());
        ReindexReceipt receipt = ReindexReceipt.NONE;
        int first = group * Manifest.SEGMENTS_PER_GROUP;
        List<StoredItem> batch = new ArrayList<>(BATCH);
        for (int segment = first; segment < first + Manifest.SEGMENTS_PER_GROUP; segment++) {
            String from = null;
            do {
                ProductTable.Page page = table.scan(segment, manifest.get().scanSegments(), from);
                for (StoredItem item : page.items()) {
                    batch.add(item);
                    if (batch.size() == BATCH) {
                        receipt = receipt.plus(send(generation, batch));
                        batch.clear();
                    }
                }
                from = page.next();
            } while (from != null);
        }
        if (!batch.isEmpty()) {
            receipt = receipt.plus(send(generation, batch));
        }
        facts.receipt(STEP, group, receipt);
        return receipt.documents();
    }

    /** Sums the receipts of all groups. */
    public static ReindexReceipt total(RunFacts facts) {
        return facts.receipts(STEP, ReindexReceipt.class).stream().reduce(ReindexReceipt.NONE, ReindexReceipt::plus);
    }

    private ReindexReceipt send(String generation, List<StoredItem> items) {
        IndexDocuments documents = IndexDocuments.of(items, embeddings);
        permit.check();
        BulkReceipt sent = index.index(generation, documents.documents());
        return new ReindexReceipt(
                items.size(), documents.computed(), documents.products() - documents.computed(), sent.superseded());
    }
}
