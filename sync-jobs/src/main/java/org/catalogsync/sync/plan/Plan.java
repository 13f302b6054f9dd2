package org.catalogsync.sync.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SetDigest;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.ask.Unasked;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.ExtractLine;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.validate.Validate;

/**
 * Makes and persists the plan, bucket by bucket, before the first write. Planning a bucket again replaces its plan with the same one, since snapshot and validated extract do not change any more.
 */
public final class Plan {
    /** The step's name. */
    public static final String STEP = "plan";

    /** Changes that load applies and commits together. */
    private static final int CHANGES_PER_SLICE = 1_000;

    private final RunFacts facts;
    private final StagingArea staging;
    private final Supplier<Manifest> manifest;
    private final Supplier<DoubtfulKeys> doubtful;
    private final Supplier<List<Snapshot.Receipt>> snapshot;
    private final List<RunFacts> abandoned;

    /**
     * @param lastGood facts of the last run that went all the way
     * @param abandoned facts of runs since then whose processes are taken for dead
     */
    public Plan(
            RunFacts facts,
            StagingArea staging,
            Supplier<Manifest> manifest,
            Optional<RunFacts> lastGood,
            List<RunFacts> abandoned) {
        this.facts = facts;
        this.staging = staging;
        this.manifest = manifest;
        this.abandoned = abandoned;
        this.doubtful = new Lazy<>(() -> DoubtfulKeys.of(
                Validate.unreadableKeys(facts),
                lastGood.map(Validate::unreadableKeys).orElse(List.of()),
                lastGood.map(Plan::heldKeys).orElse(List.of()),
                lastGood.map(Snapshot::cameSince).orElse(line -> true)));
        this.snapshot = new Lazy<>(() -> facts.receipts(Snapshot.STEP, Snapshot.Receipt.class));
    }

    public int buckets() {
        return manifest.get().buckets();
    }

    /** Plans one bucket; returns the keys decided. */
    public long plan(int bucket) {
        Validate.Receipt validated = facts.receipt(Validate.STEP, bucket, Validate.Receipt.class);
        SlicedChanges changes = new SlicedChanges();
        Set<String> held = new HashSet<>(validated.heldKeys());
        Predicate<Isbn> unasked = Unasked.in(facts, staging, bucket, buckets());
        BucketPlan plan = new BucketPlan(
                manifest.get().version(facts.run()),
                snapshot(bucket),
                isbn -> held.contains(isbn.value()) || unasked.test(isbn),
                doubtful.get()::mayBeRejected,
                toSeal(bucket),
                changes::add);
        ExtractLine.read(validated.rows().read(staging.objects(), 0), line -> {
            if (line instanceof ExtractLine.Row row) {
                plan.row(row);
            }
        });
        BucketPlan.Decided decided = plan.finish();
        SetDigest comparable = decided.comparable();
        facts.receipt(
                STEP,
                bucket,
                new Receipt(
                        decided.tally(),
                        changes.put(bucket),
                        comparable.count(),
                        comparable.sum(),
                        decided.heldKeys(),
                        decided.supersededKeys(),
                        decided.aheadKeys()));
        return decided.tally().live() + decided.tally().created();
    }

    /** All buckets' plans, in order. */
    public static List<Receipt> receipts(RunFacts facts) {
        return facts.receipts(STEP, Receipt.class);
    }

    /** The keys that a run left alone because their row was rejected. */
    public static List<String> heldKeys(RunFacts facts) {
        return receipts(facts).stream()
                .flatMap(plan -> plan.heldKeys().stream())
                .toList();
    }

    /** What abandoned runs planned to write in this bucket; read bucket by bucket, so that it need not fit in memory. */
    private Set<Isbn> toSeal(int bucket) {
        Set<Isbn> keys = new HashSet<>();
        for (RunFacts dead : abandoned) {
            List<Receipt> plans = receipts(dead);
            boolean sameCut = plans.size() == buckets();
            for (Receipt plan : sameCut ? plans.subList(bucket, bucket + 1) : plans) {
                plan.changedKeys(staging.objects(), isbn -> {
                    if (isbn.bucket(buckets()) == bucket) {
                        keys.add(isbn);
                    }
                });
            }
        }
        return keys;
    }

    private List<SnapshotLine> snapshot(int bucket) {
        List<SnapshotLine> lines = new ArrayList<>();
        for (Snapshot.Receipt group : snapshot.get()) {
            for (BucketedLines.Index part : group.parts()) {
                SnapshotLine.read(part.read(staging.objects(), bucket), lines::add);
            }
        }
        return lines;
    }

    /**
     * A bucket's plan.
     *
     * @param changes its changes, cut into slices
     * @param comparableCount and
     * @param comparableSum the digest of what the table must hold afterwards, without the keys listed here
     * @param heldKeys left alone because their row was rejected, or because nobody asked for them
     * @param supersededKeys left alone because the stored item is newer
     * @param aheadKeys stored, newer than the extract, and not in it
     */
    public record Receipt(
            PlanTally tally,
            BucketedLines.Index changes,
            long comparableCount,
            String comparableSum,
            List<String> heldKeys,
            List<String> supersededKeys,
            List<String> aheadKeys) {

        /** Visits the keys that the plan writes. */
        public void changedKeys(ObjectStore objects, Consumer<Isbn> visitor) {
            for (int slice = 0; slice < changes.lines().length; slice++) {
                PlannedChange.read(changes.read(objects, slice), change -> visitor.accept(change.isbn()));
            }
        }

        public SetDigest comparable() {
            return SetDigest.of(comparableCount, comparableSum);
        }
    }

    /** Cuts the changes of a bucket into slices; a slice is what load commits. */
    private final class SlicedChanges {
        private final List<PlannedChange> all = new ArrayList<>();

        void add(PlannedChange change) {
            all.add(change);
        }

        BucketedLines.Index put(int bucket) {
            int slices = Math.ceilDiv(all.size(), CHANGES_PER_SLICE);
            BucketedLines lines = new BucketedLines(slices);
            for (int i = 0; i < all.size(); i++) {
                PlannedChange change = all.get(i);
                lines.add(i / CHANGES_PER_SLICE, out -> PlannedChange.write(out, change));
            }
            return lines.put(staging.objects(), staging.plan(bucket));
        }
    }
}
