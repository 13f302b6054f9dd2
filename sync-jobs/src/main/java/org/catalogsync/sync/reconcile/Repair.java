package org.catalogsync.sync.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Revisions;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.follow.IndexFollower;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.Placed;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.stores.products.ProductTable.WriteOutcome;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.staging.ExtractLine;
import org.jspecify.annotations.Nullable;

/**
 * Puts right what a comparison found, each write conditional on what was seen: where somebody wrote since, nothing is repaired and the next look decides. The table is made as the extract has it, under the
 * extract's own version; a generation is made as the table has it, under a rev above the document's. Then every registered generation and the cache hear of the keys.
 */
final class Repair {
    private static final String EVENT_TYPE = "repair";

    /** Items written together; the permit is asked between two such batches. */
    private static final int BATCH = 100;

    private final @Nullable SourceVersion version;
    private final ProductTable table;
    private final CatalogueIndex index;
    private final @Nullable String generation;
    private final IndexFollower follower;
    private final AnswerCache cache;
    private final Duration tombstoneLife;
    private final boolean mayCreate;
    private final Clock clock;
    private final WritePermit permit;
    private final Set<String> repaired = new HashSet<>();

    /**
     * @param version the extract's, null where there is none
     * @param mayCreate whether an absent key may be created again: not where it may have been deleted so long ago that its tombstone is forgotten
     */
    Repair(
            @Nullable SourceVersion version,
            ProductTable table,
            CatalogueIndex index,
            @Nullable String generation,
            IndexFollower follower,
            AnswerCache cache,
            Duration tombstoneLife,
            boolean mayCreate,
            Clock clock,
            WritePermit permit) {
        this.version = version;
        this.table = table;
        this.index = index;
        this.generation = generation;
        this.follower = follower;
        this.cache = cache;
        this.tombstoneLife = tombstoneLife;
        this.mayCreate = mayCreate;
        this.clock = clock;
        this.permit = permit;
    }

    /** Repairs what it can; returns how many writes took. A document whose item is wrong too waits for the next look: only then is it known what it should be. */
    int repair(Collection<Finding> findings) {
        Map<Isbn, ProductWrite> items = new LinkedHashMap<>();
        Map<Isbn, Finding.OfDocument> documents = new LinkedHashMap<>();
        int done = 0;
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.OfItem item -> rewritten(item).ifPresent(write -> items.put(item.isbn(), write));
                case Finding.OfAttribute attribute -> items.put(attribute.item().isbn(), raised(attribute.item(), 0));
                case Finding.OfDocument document -> documents.put(document.isbn(), document);
                case Finding.OfStray stray ->
                    done += count(Difference.OPENSEARCH, stray.seen().id(), delete(stray.seen()));
                case Finding.OfFlawedItem item ->
                    done += count(Difference.DYNAMODB, item.seen().key(), delete(item));
            }
        }
        done += write(Difference.DYNAMODB, items);
        documents.keySet().removeAll(items.keySet());
        return done + write(documents);
    }

    /** Keys repaired so far, those of each store by themselves. */
    int repaired() {
        return repaired.size();
    }

    private Optional<ProductWrite> rewritten(Finding.OfItem finding) {
        if (version == null) {
            throw new IllegalStateException("an item is wrong only against an extract");
        }
        Instant now = clock.instant();
        if (finding.rev() == ProductWrite.ABSENT && !mayCreate) {
            return Optional.empty();
        }
        ExtractLine.Row row = finding.expected();
        StoredItem.Stamp stamp = new StoredItem.Stamp(
                Revisions.next(finding.rev(), now), version, row == null ? null : row.sourceKey(), now, EVENT_TYPE);
        StoredItem item = row == null
                ? new StoredItem.Tombstone(finding.isbn(), stamp, now.plus(tombstoneLife))
                : new StoredItem.Live(row.product(), stamp);
        return Optional.of(new ProductWrite(item, finding.rev()));
    }

    private boolean delete(Placed stray) {
        permit.check();
        return generation != null && index.deleteStray(generation, stray);
    }

    private boolean delete(Finding.OfFlawedItem item) {
        if (Isbn.isCanonical(item.seen().key())) {
            return false;
        }
        permit.check();
        return table.deleteStray(item.seen());
    }

    /** The document's version must rise, and revs are the only versions there are: so the item's rev rises first. */
    private int write(Map<Isbn, Finding.OfDocument> documents) {
        int done = 0;
        Map<Isbn, ProductWrite> raised = new LinkedHashMap<>();
        for (Finding.OfDocument document : documents.values()) {
            StoredItem item = document.item();
            Placed seen = document.seen();
            if (item != null) {
                raised.put(document.isbn(), raised(item, seen == null ? 0 : seen.version()));
            } else if (seen != null) {
                done += count(Difference.OPENSEARCH, document.isbn().value(), delete(seen));
            }
        }
        return done + write(Difference.OPENSEARCH, raised);
    }

    private ProductWrite raised(StoredItem item, long documentVersion) {
        Instant now = clock.instant();
        StoredItem.Stamp old = item.stamp();
        StoredItem.Stamp stamp = new StoredItem.Stamp(
                Math.max(Revisions.next(old.rev(), now), documentVersion + 1),
                old.sourceVersion(),
                old.sourceKey(),
                now,
                EVENT_TYPE);
        StoredItem raised = switch (item) {
            case StoredItem.Live live -> new StoredItem.Live(live.product(), stamp);
            case StoredItem.Tombstone tombstone ->
                new StoredItem.Tombstone(tombstone.isbn(), stamp, tombstone.expiresAt());
        };
        return new ProductWrite(raised, old.rev());
    }

    private int write(String store, Map<Isbn, ProductWrite> writes) {
        if (writes.isEmpty()) {
            return 0;
        }
        List<ProductWrite> all = new ArrayList<>(writes.values());
        Set<Isbn> written = new LinkedHashSet<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<ProductWrite> some = all.subList(from, Math.min(all.size(), from + BATCH));
            permit.check();
            List<WriteOutcome> outcomes = table.write(some);
            for (int i = 0; i < some.size(); i++) {
                if (outcomes.get(i) == WriteOutcome.WRITTEN) {
                    written.add(some.get(i).item().isbn());
                }
            }
        }
        permit.check();
        follower.update(written);
        cache.invalidate(written);
        written.forEach(isbn -> repaired.add(store + ' ' + isbn));
        return written.size();
    }

    private int count(String store, String key, boolean done) {
        if (done) {
            repaired.add(store + ' ' + key);
        }
        return done ? 1 : 0;
    }
}
