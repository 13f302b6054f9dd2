package org.catalogsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.catalogsync.stores.Stores;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.reconcile.Audit;
import org.catalogsync.sync.reconcile.AuditReport;
import org.catalogsync.sync.reconcile.ExtractSide;
import org.catalogsync.sync.reconcile.Patience;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRecord;
import org.catalogsync.sync.run.Runs;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;

/** Compares the extract of the last completed run, the product table and the live generation, and repairs them where that is asked for. */
public final class Reconciliation {
    private final SyncSettings settings;
    private final Stores stores;
    private final Runs runs;
    private final FactStore facts;
    private final OperatorLease lease;
    private final Clock clock;

    Reconciliation(SyncSettings settings, Stores stores, Runs runs, FactStore facts, OperatorLease lease, Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.runs = runs;
        this.facts = facts;
        this.lease = lease;
        this.clock = clock;
    }

    /** How it went. */
    public sealed interface Outcome {
        record Done(AuditReport report) implements Outcome {}

        /** There is neither an extract nor a generation. */
        record NothingToCompare(List<String> why) implements Outcome {}

        /** A repair is a writer, and a live run holds the lease. */
        record Busy(String owner, Duration silence) implements Outcome {}

        /** The repair was silent for so long that a run took the lease over. */
        record TakenOver(String owner) implements Outcome {}
    }

    /** Compares; writes nothing, and so goes on beside a run. */
    public Outcome look() {
        return with(audit -> new Outcome.Done(audit.look(patience())));
    }

    /** Compares and repairs. */
    public Outcome repair() {
        return switch (lease.take(permit ->
                with(audit -> new Outcome.Done(audit.repair(patience(), settings.tombstoneLife(), permit))))) {
            case OperatorLease.Turn.Busy<Outcome> busy -> new Outcome.Busy(busy.owner(), busy.silence());
            case OperatorLease.Turn.TakenOver<Outcome> lost -> new Outcome.TakenOver(lost.owner());
            case OperatorLease.Turn.Taken<Outcome> taken -> taken.result();
        };
    }

    private interface Act {
        Outcome on(Audit audit);
    }

    private Outcome with(Act act) {
        List<String> notCompared = new ArrayList<>();
        ExtractSide extract = extract(notCompared);
        String generation = stores.index().live().orElse(null);
        if (generation == null) {
            notCompared.add("opensearch: no generation is live");
        }
        if (extract == null && generation == null) {
            return new Outcome.NothingToCompare(notCompared);
        }
        stores.products().createIfAbsent();
        return act.on(new Audit(stores, extract, generation, notCompared, settings.workers(), clock));
    }

    private @Nullable ExtractSide extract(List<String> notCompared) {
        Optional<RunRecord> last = runs.lastGoodBefore(Long.MAX_VALUE);
        if (last.isEmpty()) {
            notCompared.add("extract: no run has completed");
            return null;
        }
        long run = last.get().id();
        RunFacts known = facts.of(run);
        ExtractSide extract = new ExtractSide(
                known, new StagingArea(stores.objects(), run), known.get(Extract.MANIFEST, Manifest.class));
        Optional<String> lost = extract.lost();
        if (lost.isPresent()) {
            notCompared.add("extract: what run " + run + " staged is gone, " + lost.get());
            return null;
        }
        return extract;
    }

    private Patience patience() {
        return new Patience(settings.indexLag(), clock, Reconciliation::pause);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an index update", e);
        }
    }
}
