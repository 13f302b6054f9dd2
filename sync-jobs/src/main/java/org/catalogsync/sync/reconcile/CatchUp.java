package org.catalogsync.sync.reconcile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.follow.IndexDocuments;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.sync.run.WritePermit;

/**
 * Writes documents that are behind again, as any index update would: from the item, under its rev as external version, so that nothing newer is ever put back. For a generation that no stream may be following,
 * such as one that is being built.
 */
final class CatchUp implements Laggards {
    /** A document that is still behind the same rev after so many writes is held back by something else than time. */
    private static final int MOST_WRITES = 2;

    private final CatalogueIndex index;
    private final Embeddings embeddings;
    private final String generation;
    private final WritePermit permit;
    private final Map<Attempt, Integer> writes = new HashMap<>();
    private final Set<Isbn> caughtUp = new HashSet<>();

    private record Attempt(Isbn isbn, long rev) {}

    CatchUp(CatalogueIndex index, Embeddings embeddings, String generation, WritePermit permit) {
        this.index = index;
        this.embeddings = embeddings;
        this.generation = generation;
        this.permit = permit;
    }

    @Override
    public List<StoredItem> attend(List<StoredItem> behind) {
        List<StoredItem> due = behind.stream()
                .filter(item ->
                        writes.merge(new Attempt(item.isbn(), item.stamp().rev()), 1, Integer::sum) <= MOST_WRITES)
                .toList();
        if (!due.isEmpty()) {
            IndexDocuments documents = IndexDocuments.of(due, embeddings);
            permit.check();
            index.index(generation, documents.documents());
            due.forEach(item -> caughtUp.add(item.isbn()));
        }
        return due;
    }

    /** Makes what was written visible to searches; to be called before anybody is shown the generation. */
    void finish() {
        if (!caughtUp.isEmpty()) {
            index.refresh(generation);
        }
    }

    /** How many documents were behind. */
    long documents() {
        return caughtUp.size();
    }
}
