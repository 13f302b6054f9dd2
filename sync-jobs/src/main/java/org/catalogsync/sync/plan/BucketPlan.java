package org.catalogsync.sync.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SetDigest;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.sync.staging.ExtractLine;

/**
 * The decision over one bucket, pure: what the extract has, what the table holds, which keys are held. Every key of either side gets exactly one end.
 */
final class BucketPlan {
    private final SourceVersion.Nightly version;
    private final Predicate<Isbn> held;
    private final Predicate<SnapshotLine> mayBeRejected;
    private final Map<Isbn, SnapshotLine> table;
    private final Set<Isbn> toSeal;
    private final Consumer<PlannedChange> changes;
    private final ContentHash.Hasher hasher = new ContentHash.Hasher();
    private final SetDigest comparable = new SetDigest();
    private final List<String> heldKeys = new ArrayList<>();
    private final List<String> supersededKeys = new ArrayList<>();
    private final List<String> aheadKeys = new ArrayList<>();
    private final Set<Isbn> seen = new HashSet<>();
    private long created;
    private long changed;
    private long deleted;
    private long unchanged;
    private long heldRows;
    private long sealed;
    private final long live;

    /**
     * @param held keys that rejected rows speak of
     * @param mayBeRejected whether a missing key's item may be that of a rejected row whose key could not be read
     * @param toSeal keys that a run whose process is taken for dead planned to write
     */
    BucketPlan(
            SourceVersion.Nightly version,
            Iterable<SnapshotLine> table,
            Predicate<Isbn> held,
            Predicate<SnapshotLine> mayBeRejected,
            Set<Isbn> toSeal,
            Consumer<PlannedChange> changes) {
        this.version = version;
        this.held = held;
        this.mayBeRejected = mayBeRejected;
        this.toSeal = toSeal;
        this.changes = changes;
        this.table = new HashMap<>();
        long count = 0;
        for (SnapshotLine line : table) {
            this.table.put(line.isbn(), line);
            count += line.live() ? 1 : 0;
        }
        this.live = count;
    }

    /** Decides one row of the validated extract. */
    void row(ExtractLine.Row row) {
        Isbn isbn = row.isbn();
        seen.add(isbn);
        if (held.test(isbn)) {
            heldRows++;
            heldKeys.add(isbn.value());
            return;
        }
        ContentHash hash = hasher.hash(row.product());
        SnapshotLine stored = table.get(isbn);
        if (stored != null && hash.equals(stored.hash())) {
            unchanged++;
            comparable.add(hash);
            if (toSeal.contains(isbn) && version.compareWith(stored.version()) > 0) {
                seal(new PlannedChange.Sealed(isbn, row.product(), row.sourceKey(), stored.rev()));
            }
        } else if (stored != null && version.compareWith(stored.version()) < 0) {
            supersededKeys.add(isbn.value());
        } else if (stored != null && stored.live()) {
            changed++;
            comparable.add(hash);
            changes.accept(new PlannedChange.Changed(row.product(), row.sourceKey(), stored.rev()));
        } else {
            created++;
            comparable.add(hash);
            changes.accept(
                    new PlannedChange.Created(row.product(), row.sourceKey(), stored == null ? 0 : stored.rev()));
        }
    }

    private void seal(PlannedChange.Sealed change) {
        sealed++;
        changes.accept(change);
    }

    /** Keys that neither the extract nor the table has: a tombstone keeps a late create away. Not where the row may only have been rejected: its product would be taken for deleted. */
    private void sealAbsent() {
        for (Isbn isbn : toSeal) {
            SnapshotLine stored = table.getOrDefault(isbn, SnapshotLine.absent(isbn, version));
            boolean absent = !table.containsKey(isbn) || (!stored.live() && version.compareWith(stored.version()) > 0);
            if (absent && !seen.contains(isbn) && !held.test(isbn) && !mayBeRejected.test(stored)) {
                seal(new PlannedChange.Sealed(isbn, null, null, table.containsKey(isbn) ? stored.rev() : 0));
            }
        }
    }

    /** Decides the keys that the extract does not have, after all rows. */
    Decided finish() {
        sealAbsent();
        for (SnapshotLine stored : table.values()) {
            if (!stored.live() || seen.contains(stored.isbn())) {
                continue;
            }
            if (held.test(stored.isbn()) || mayBeRejected.test(stored)) {
                heldKeys.add(stored.isbn().value());
            } else if (version.compareWith(stored.version()) > 0) {
                deleted++;
                changes.accept(new PlannedChange.Deleted(stored.isbn(), stored.rev()));
            } else {
                aheadKeys.add(stored.isbn().value());
            }
        }
        PlanTally tally = new PlanTally(
                created,
                changed,
                deleted,
                unchanged,
                supersededKeys.size(),
                heldKeys.size(),
                heldRows,
                aheadKeys.size(),
                live,
                sealed);
        return new Decided(tally, comparable, heldKeys, supersededKeys, aheadKeys);
    }

    /**
     * @param comparable digest of what the table must hold in this bucket, without the keys listed beside
     * @param heldKeys keys left alone because their row was rejected
     * @param supersededKeys keys whose stored item is newer
     * @param aheadKeys keys that the extract does not know yet
     */
    record Decided(
            PlanTally tally,
            SetDigest comparable,
            List<String> heldKeys,
            List<String> supersededKeys,
            List<String> aheadKeys) {}
}
