package org.catalogsync.sync.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;

/**
 * Holds the product table against the extract and the new generation against the product table, key by key where digests differ, while other writers go on. Nothing is approximate and nothing is tolerated: what
 * another writer changed after its group was indexed is indexed now, what is newer than the extract is counted apart, and what still differs stops the run. Doing it again is harmless.
 */
public final class Reconcile {
    /** The step's name. */
    public static final String STEP = "reconcile";

    /** Fact: {@link ReconcileResult}. */
    public static final String RESULT = "reconcile";

    private final RunFacts facts;
    private final StagingArea staging;
    private final ProductTable table;
    private final CatalogueIndex index;
    private final Embeddings embeddings;
    private final Supplier<Manifest> manifest;
    private final int threads;
    private final Clock clock;
    private final WritePermit permit;

    public Reconcile(
            RunFacts facts,
            StagingArea staging,
            ProductTable table,
            CatalogueIndex index,
            Embeddings embeddings,
            Supplier<Manifest> manifest,
            int threads,
            Clock clock,
            WritePermit permit) {
        this.facts = facts;
        this.staging = staging;
        this.table = table;
        this.index = index;
        this.embeddings = embeddings;
        this.manifest = manifest;
        this.threads = threads;
        this.clock = clock;
        this.permit = permit;
    }

    /** Compares all; returns the keys compared. Throws {@link StoresDiffer}. */
    public long reconcile() {
        Instant began = clock.instant();
        String generation = index.generationName(facts.run());
        ExtractSide extract = new ExtractSide(facts, staging, manifest.get());
        CatchUp catchUp = new CatchUp(index, embeddings, generation, permit);
        Compared found = new Comparison(extract, table, index, generation, threads, catchUp).compare();
        catchUp.finish();
        ReconcileResult result = result(extract, found, catchUp.documents(), began);
        facts.keep(RESULT, result);
        if (!result.equal()) {
            throw new StoresDiffer(result);
        }
        return found.live();
    }

    private static ReconcileResult result(ExtractSide extract, Compared found, long caughtUp, Instant began) {
        return new ReconcileResult(
                extract.accepted(),
                found.live(),
                found.documents(),
                found.missing(),
                found.unexpected(),
                found.diverged(),
                found.newer().size(),
                found.differences(),
                found.newer().stream()
                        .limit(Compared.NOT_COMPARABLE_LISTED)
                        .map(Isbn::value)
                        .toList(),
                extract.held().size(),
                caughtUp,
                began);
    }
}
