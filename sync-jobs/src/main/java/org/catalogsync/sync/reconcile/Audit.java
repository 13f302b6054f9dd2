package org.catalogsync.sync.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.follow.IndexFollower;
import org.catalogsync.sync.extract.TombstoneHorizon;
import org.catalogsync.sync.run.WritePermit;
import org.jspecify.annotations.Nullable;

/** The comparison of the night's last step, made at any other time: of an extract that is still staged, the product table and one generation, while other writers go on. */
public final class Audit {
    private final Stores stores;
    private final @Nullable ExtractSide extract;
    private final @Nullable String generation;
    private final List<String> notCompared;
    private final int threads;
    private final Clock clock;

    /**
     * @param extract null where none is there to compare with
     * @param generation null where none is there to compare
     * @param notCompared what is missing of these two, and why, in words
     */
    public Audit(
            Stores stores,
            @Nullable ExtractSide extract,
            @Nullable String generation,
            List<String> notCompared,
            int threads,
            Clock clock) {
        this.stores = stores;
        this.extract = extract;
        this.generation = generation;
        this.notCompared = notCompared;
        this.threads = threads;
        this.clock = clock;
    }

    /** Looks and writes nothing. */
    public AuditReport look(Laggards laggards) {
        return report(compare(laggards), 0, 0);
    }

    /** Brings documents that are behind up to date, as any index update would, and reports what still differs. */
    public AuditReport catchUp(WritePermit permit) {
        if (generation == null) {
            throw new IllegalStateException("no generation to bring up to date");
        }
        CatchUp catchUp = new CatchUp(stores.index(), stores.embeddings(), generation, permit);
        Compared found = compare(catchUp);
        catchUp.finish();
        return report(found, 0, catchUp.documents());
    }

    /** Repairs what it finds and looks again, until nothing is found or nothing can be repaired. */
    public AuditReport repair(Laggards laggards, Duration tombstoneLife, WritePermit permit) {
        GenerationRegister register = new GenerationRegister(stores.state());
        if (generation != null) {
            permit.check();
            register.createIfAbsent();
            register.add(generation);
        }
        Repair repair = new Repair(
                extract == null ? null : extract.version(),
                stores.products(),
                stores.index(),
                generation,
                new IndexFollower(register, stores.products(), stores.embeddings(), stores.index()),
                stores.cache(),
                tombstoneLife,
                extract != null
                        && !new TombstoneHorizon(stores::state, tombstoneLife, clock)
                                .mayHaveForgotten(extract.version().at()),
                clock,
                permit);
        Compared found = RepairRounds.until(() -> compare(laggards), repair::repair);
        return report(found, repair.repaired(), 0);
    }

    private Compared compare(Laggards laggards) {
        return new Comparison(extract, stores.products(), stores.index(), generation, threads, laggards).compare();
    }

    private AuditReport report(Compared found, long repaired, long caughtUp) {
        return new AuditReport(
                found.equal(),
                found.newer().size(),
                found.differences(),
                repaired,
                extract == null ? null : extract.version().run(),
                extract == null ? null : extract.version().at(),
                generation,
                extract == null ? null : extract.accepted(),
                found.live(),
                generation == null ? null : found.documents(),
                found.missing(),
                found.unexpected(),
                found.diverged(),
                extract == null ? 0 : extract.held().size(),
                caughtUp,
                found.newer().stream()
                        .limit(Compared.NOT_COMPARABLE_LISTED)
                        .map(Isbn::value)
                        .toList(),
                notCompared);
    }
}
