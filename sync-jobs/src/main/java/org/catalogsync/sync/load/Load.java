package org.catalogsync.sync.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.stores.products.ProductWriter.Outcome;
import org.catalogsync.stores.products.ProductWriter.Request;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.PlannedChange;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;

/**
 * Applies the plan slice by slice. Every write carries the rev that the plan saw; where another writer was faster the write path decides anew. Doing a slice again
 * after a crash finds its writes already there and changes nothing.
 */
public final class Load {
    /** The step's name. */
    public static final String STEP = "load";

    private final RunFacts facts;
    private final StagingArea staging;
    private final ProductWriter writer;
    private final Supplier<Manifest> manifest;
    private final Supplier<List<Slice>> slices;

    public Load(RunFacts facts, StagingArea staging, ProductWriter writer, Supplier<Manifest> manifest) {
        this.facts = facts;
        this.staging = staging;
        this.writer = writer;
        this.manifest = manifest;
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
        List<Request> requests =
                changes.stream().map(change -> request(change, version)).toList();
        return writer.write(requests).stream().map(Load::receipt).reduce(LoadReceipt.NONE, LoadReceipt::plus);
    }

    private static Request request(PlannedChange change, SourceVersion version) {
        return switch (change) {
            case PlannedChange.Created created ->
                planned(new Incoming.Put(created.product(), version), created.sourceKey(), change);
            case PlannedChange.Changed changed ->
                planned(new Incoming.Put(changed.product(), version), changed.sourceKey(), change);
            case PlannedChange.Deleted deleted ->
                planned(new Incoming.Delete(deleted.isbn(), version, null), null, change);
            case PlannedChange.Sealed sealed ->
                planned(
                        sealed.product() == null
                                ? new Incoming.Delete(sealed.isbn(), version, null)
                                : new Incoming.Put(sealed.product(), version),
                        sealed.sourceKey(),
                        change);
        };
    }

    private static Request planned(Incoming incoming, @Nullable String sourceKey, PlannedChange change) {
        return new Request(incoming, sourceKey, "nightly", change.expectedRev());
    }

    private static LoadReceipt receipt(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied applied -> LoadReceipt.WRITTEN;
            case Outcome.Same same -> LoadReceipt.SAME;
            case Outcome.Superseded superseded -> LoadReceipt.SUPERSEDED;
            case Outcome.Refetch refetch ->
                throw new IllegalStateException("a planned change cannot be decided: " + refetch.why());
            case Outcome.Quarantined future ->
                throw new IllegalStateException("the watermark of this run is " + future.why());
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
}
