package org.catalogsync.sync.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Revisions;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.stores.products.ProductTable.WriteOutcome;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.PlannedChange;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;

/**
 * Applies the plan slice by slice. Every write carries the rev that the plan saw; where another writer was faster the item is read again and the same pure decision is taken anew. Doing a slice again
 * after a crash finds its writes already there and changes nothing.
 */
public final class Load {
    /** The step's name. */
    public static final String STEP = "load";

    /** A key that five other writers in a row were faster on is not a conflict but a fault. */
    private static final int MAX_ROUNDS = 5;

    private final RunFacts facts;
    private final StagingArea staging;
    private final ProductTable table;
    private final Supplier<Manifest> manifest;
    private final Duration tombstoneLife;
    private final Clock clock;
    private final Supplier<List<Slice>> slices;

    public Load(
            RunFacts facts,
            StagingArea staging,
            ProductTable table,
            Supplier<Manifest> manifest,
            Duration tombstoneLife,
            Clock clock) {
        this.facts = facts;
        this.staging = staging;
        this.table = table;
        this.manifest = manifest;
        this.tombstoneLife = tombstoneLife;
        this.clock = clock;
        this.slices = new Lazy<>(() -> slicesOf(Plan.receipts(facts)));
    }

    /** How many slices the plan has, over all buckets. */
    public int slices() {
        return slices.get().size();
    }

    /** Applies one slice; returns the changes handled. */
    public long load(int unit) {
        Slice slice = slices.get().get(unit);
        List<PlannedChange> changes = new ArrayList<>();
        PlannedChange.read(slice.plan().changes().read(staging.objects(), slice.number()), changes::add);
        facts.receipt(STEP, unit, apply(changes));
        return changes.size();
    }

    /** Sums the receipts of all slices. */
    public static LoadReceipt total(RunFacts facts) {
        return facts.receipts(STEP, LoadReceipt.class).stream().reduce(LoadReceipt.NONE, LoadReceipt::plus);
    }

    private LoadReceipt apply(List<PlannedChange> changes) {
        SourceVersion.Nightly version = manifest.get().version(facts.run());
        List<Attempt> open = changes.stream()
                .map(change -> new Attempt(change, change.expectedRev()))
                .toList();
        LoadReceipt receipt = LoadReceipt.NONE;
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MAX_ROUNDS) {
                throw new IllegalStateException("still in conflict after " + MAX_ROUNDS + " rounds: "
                        + open.getFirst().change().isbn());
            }
            List<Attempt> refused = write(open, version);
            receipt = receipt.plus(LoadReceipt.written(open.size() - refused.size()));
            open = List.of();
            if (!refused.isEmpty()) {
                Redecided again = decideAgain(refused, version);
                receipt = receipt.plus(again.settled());
                open = again.open();
            }
        }
        return receipt;
    }

    private List<Attempt> write(List<Attempt> attempts, SourceVersion version) {
        Instant now = clock.instant();
        List<ProductWrite> writes = attempts.stream()
                .map(attempt -> new ProductWrite(item(attempt, version, now), attempt.expectedRev()))
                .toList();
        List<WriteOutcome> outcomes = table.write(writes);
        List<Attempt> refused = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.CONFLICT) {
                refused.add(attempts.get(i));
            }
        }
        return refused;
    }

    private Redecided decideAgain(List<Attempt> refused, SourceVersion version) {
        Map<Isbn, StoredItem> stored = table.getAll(
                refused.stream().map(attempt -> attempt.change().isbn()).toList());
        List<Attempt> open = new ArrayList<>();
        LoadReceipt settled = LoadReceipt.NONE;
        for (Attempt attempt : refused) {
            StoredItem current = stored.get(attempt.change().isbn());
            // The plan was judged against the horizon; a conflict here is about other writers, not about age.
            WriteDecision decision = WriteDecision.decide(current, incoming(attempt.change(), version), Instant.MIN);
            switch (decision) {
                case WriteDecision.Apply apply ->
                    open.add(new Attempt(
                            attempt.change(),
                            current == null ? 0 : current.stamp().rev()));
                case WriteDecision.Same same -> settled = settled.plus(LoadReceipt.SAME);
                case WriteDecision.Superseded superseded -> settled = settled.plus(LoadReceipt.SUPERSEDED);
                case WriteDecision.Refetch refetch ->
                    throw new IllegalStateException("two contents under one version of this run: "
                            + attempt.change().isbn() + " (" + refetch.why() + ")");
            }
        }
        return new Redecided(open, settled);
    }

    private StoredItem item(Attempt attempt, SourceVersion version, Instant now) {
        long rev = Revisions.next(attempt.expectedRev(), now);
        return switch (attempt.change()) {
            case PlannedChange.Created created ->
                new StoredItem.Live(created.product(), stamp(rev, version, created.sourceKey(), now));
            case PlannedChange.Changed changed ->
                new StoredItem.Live(changed.product(), stamp(rev, version, changed.sourceKey(), now));
            case PlannedChange.Deleted deleted ->
                new StoredItem.Tombstone(deleted.isbn(), stamp(rev, version, null, now), now.plus(tombstoneLife));
        };
    }

    private static StoredItem.Stamp stamp(
            long rev, SourceVersion version, @org.jspecify.annotations.Nullable String sourceKey, Instant now) {
        return new StoredItem.Stamp(rev, version, sourceKey, now, "nightly");
    }

    private static Incoming incoming(PlannedChange change, SourceVersion version) {
        return switch (change) {
            case PlannedChange.Created created -> new Incoming.Put(created.product(), version);
            case PlannedChange.Changed changed -> new Incoming.Put(changed.product(), version);
            case PlannedChange.Deleted deleted -> new Incoming.Delete(deleted.isbn(), version);
        };
    }

    private static List<Slice> slicesOf(List<Plan.Receipt> plans) {
        List<Slice> slices = new ArrayList<>();
        for (Plan.Receipt plan : plans) {
            for (int i = 0; i < plan.changes().lines().length; i++) {
                slices.add(new Slice(plan, i));
            }
        }
        return slices;
    }

    private record Slice(Plan.Receipt plan, int number) {}

    private record Attempt(PlannedChange change, long expectedRev) {}

    private record Redecided(List<Attempt> open, LoadReceipt settled) {}
}
