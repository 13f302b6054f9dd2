package org.catalogsync.stores.products;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Revisions;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision;
import org.catalogsync.model.WriteDecision.Bounds;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.stores.products.ProductTable.WriteOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The one write path into the product table, for the nightly load, the stream of changes and repairs alike: read, decide purely, write on condition of the rev that was read, and decide anew where another
 * writer was faster. Doing a request again is harmless. Safe for many threads.
 */
public final class ProductWriter {
    /** Keys that are read and written together; the permit is asked between two such batches. */
    private static final int BATCH = 100;

    /** A key on which others were faster this often is not in conflict but broken. */
    private static final int MOST_ROUNDS = 20;

    private final ProductTable table;
    private final Decider decider;
    private final Duration tombstoneLife;
    private final Duration skew;
    private final Clock clock;
    private final Runnable permit;

    /**
     * @param tombstoneLife how long a deleted key is remembered, and so how old a record may be that creates an absent one
     * @param skew by how much the source's clock may be ahead of ours
     * @param permit asked before each batch of writes; throws where the writer may not write any more
     */
    public ProductWriter(ProductTable table, Duration tombstoneLife, Duration skew, Clock clock, Runnable permit) {
        this(table, WriteDecision::decide, tombstoneLife, skew, clock, permit);
    }

    /** With another decision, to show what the true one is good for. */
    ProductWriter(
            ProductTable table, Decider decider, Duration tombstoneLife, Duration skew, Clock clock, Runnable permit) {
        this.table = table;
        this.decider = decider;
        this.tombstoneLife = tombstoneLife;
        this.skew = skew;
        this.clock = clock;
        this.permit = permit;
    }

    /** {@link WriteDecision#decide}. */
    @FunctionalInterface
    interface Decider {
        WriteDecision decide(@Nullable StoredItem current, Incoming incoming, Bounds bounds);
    }

    /**
     * A record on its way into the table.
     *
     * @param sourceKey the ERP's own primary key of the row, null for a delete
     * @param eventType what the item will name as its last event, such as {@code nightly}
     * @param plannedRev the rev that an earlier decision was made on and that may be tried first; null to read before deciding
     */
    public record Request(
            Incoming incoming,
            @Nullable String sourceKey,
            String eventType,
            @Nullable Long plannedRev) {

        /** Reads and decides. */
        public static Request of(Incoming incoming, @Nullable String sourceKey, String eventType) {
            return new Request(incoming, sourceKey, eventType, null);
        }
    }

    /** What became of a request. */
    public sealed interface Outcome {
        /**
         * Written.
         *
         * @param before what the very write replaced; null where the key was absent, and where the planned rev was met, since nothing was read then
         */
        record Applied(@Nullable StoredItem before, StoredItem after) implements Outcome {}

        /** It was there already; to be announced again, since who wrote it may have died before announcing. */
        record Same(StoredItem current) implements Outcome {}

        /** What is stored is newer. */
        record Superseded(StoredItem current) implements Outcome {}

        /** Only the ERP can tell. */
        record Refetch(String why) implements Outcome {}

        /** Its version lies in the future. */
        record Quarantined(String why) implements Outcome {}
    }

    /** Brings every request to its outcome, in order; several requests of one key are carried out in their order. */
    public List<Outcome> write(List<Request> requests) {
        @Nullable Outcome[] outcomes = new Outcome[requests.size()];
        List<Pending> open = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            open.add(new Pending(i, requests.get(i)));
        }
        while (!open.isEmpty()) {
            open = advance(open, outcomes);
        }
        List<Outcome> all = new ArrayList<>(outcomes.length);
        for (Outcome outcome : outcomes) {
            all.add(Objects.requireNonNull(outcome, "a request without an outcome"));
        }
        return all;
    }

    /** Takes the next batch, one request a key, one round further and gives back what is still open. */
    private List<Pending> advance(List<Pending> open, @Nullable Outcome[] outcomes) {
        List<Pending> batch = new ArrayList<>(BATCH);
        List<Pending> later = new ArrayList<>();
        Set<Isbn> keys = new HashSet<>();
        for (Pending pending : open) {
            if (batch.size() < BATCH && keys.add(pending.isbn())) {
                batch.add(pending);
            } else {
                later.add(pending);
            }
        }
        List<Pending> refused = writeOnce(decide(batch, outcomes), outcomes);
        refused.addAll(later);
        return refused;
    }

    /** Settles what needs no write and gives back what does, each with the rev to write on. */
    private List<Pending> decide(List<Pending> batch, @Nullable Outcome[] outcomes) {
        List<Isbn> unread = batch.stream()
                .filter(pending -> pending.plannedRev == null)
                .map(Pending::isbn)
                .toList();
        Map<Isbn, StoredItem> stored = unread.isEmpty() ? Map.of() : table.getAll(unread);
        Instant now = clock.instant();
        // A source whose clock is ahead dates a record later than it is: its tombstone may be gone that much earlier.
        Bounds bounds = new Bounds(now.minus(tombstoneLife).plus(skew), now.plus(skew));
        List<Pending> writes = new ArrayList<>();
        for (Pending pending : batch) {
            if (pending.plannedRev == null) {
                pending.current = stored.get(pending.isbn());
                Outcome settled = settled(pending, decider.decide(pending.current, pending.request.incoming(), bounds));
                if (settled != null) {
                    outcomes[pending.position] = settled;
                    continue;
                }
            }
            writes.add(pending);
        }
        return writes;
    }

    private static @Nullable Outcome settled(Pending pending, WriteDecision decision) {
        return switch (decision) {
            case WriteDecision.Apply apply -> null;
            case WriteDecision.Same same -> new Outcome.Same(Objects.requireNonNull(pending.current));
            case WriteDecision.Superseded superseded -> new Outcome.Superseded(Objects.requireNonNull(pending.current));
            case WriteDecision.Refetch refetch -> new Outcome.Refetch(refetch.why());
            case WriteDecision.Quarantine quarantine -> new Outcome.Quarantined(quarantine.why());
        };
    }

    private List<Pending> writeOnce(List<Pending> batch, @Nullable Outcome[] outcomes) {
        List<Pending> refused = new ArrayList<>();
        if (batch.isEmpty()) {
            return refused;
        }
        Instant now = clock.instant();
        List<ProductWrite> writes = batch.stream()
                .map(pending -> new ProductWrite(item(pending, now), pending.rev()))
                .toList();
        permit.run();
        List<WriteOutcome> written = table.write(writes);
        for (int i = 0; i < batch.size(); i++) {
            Pending pending = batch.get(i);
            if (written.get(i) == WriteOutcome.WRITTEN) {
                outcomes[pending.position] =
                        new Outcome.Applied(pending.current, writes.get(i).item());
            } else {
                refused.add(pending.again());
            }
        }
        return refused;
    }

    private StoredItem item(Pending pending, Instant now) {
        Request request = pending.request;
        Incoming incoming = request.incoming();
        StoredItem.Stamp stamp = new StoredItem.Stamp(
                Revisions.next(pending.rev(), now),
                incoming.version(),
                request.sourceKey(),
                now,
                request.eventType(),
                change(pending));
        return switch (incoming) {
            case Incoming.Put put -> new StoredItem.Live(put.product(), stamp);
            case Incoming.Fill fill -> new StoredItem.Live(fill.product(), stamp);
            case Incoming.Delete delete -> new StoredItem.Tombstone(delete.isbn(), stamp, now.plus(tombstoneLife));
            case Incoming.Partial partial ->
                throw new IllegalArgumentException("some columns of " + partial.isbn() + " are not an item");
        };
    }

    /**
     * What the write changes, for whoever announces it. A planned request may be written without a look at what it replaces; so that the same plan leaves the same item whether it was met or not, it never says.
     */
    private static StoredItem.@Nullable Change change(Pending pending) {
        return pending.request.plannedRev() == null
                ? Changes.between(pending.current, pending.request.incoming())
                : null;
    }

    /** A request that has no outcome yet. */
    private static final class Pending {
        final int position;
        final Request request;

        @Nullable
        Long plannedRev;

        @Nullable
        StoredItem current;

        int rounds;

        Pending(int position, Request request) {
            this.position = position;
            this.request = request;
            this.plannedRev = request.plannedRev();
        }

        Isbn isbn() {
            return request.incoming().isbn();
        }

        /** The rev that the write is conditional on. */
        long rev() {
            if (plannedRev != null) {
                return plannedRev;
            }
            return current == null ? ProductWrite.ABSENT : current.stamp().rev();
        }

        Pending again() {
            if (++rounds == MOST_ROUNDS) {
                throw new IllegalStateException("still in conflict after " + MOST_ROUNDS + " rounds: " + isbn());
            }
            plannedRev = null;
            current = null;
            return this;
        }
    }
}
