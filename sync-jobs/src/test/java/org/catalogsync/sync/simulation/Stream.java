package org.catalogsync.sync.simulation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.stores.products.ProductWriter.Outcome;
import org.catalogsync.stores.products.ProductWriter.Request;
import org.jspecify.annotations.Nullable;

/** The stream of changes into the table, by the project's own write path: records come late, doubled, out of order, some of them with a few columns only. Apply, then announce, then forget the record. */
final class Stream {
    private static final int LONGEST_LAG = 80;
    private static final int WORKERS = 3;

    private final World world;
    private final Scheduler scheduler;
    private final Hints<Erp.Change> records;
    private final Hints<Refetch> refetches;
    private int quarantined;

    Stream(World world) {
        this.world = world;
        this.scheduler = world.scheduler;
        this.records = new Hints<>(scheduler, LONGEST_LAG, 0.25);
        this.refetches = new Hints<>(scheduler, 30, 0);
    }

    /** A key to be asked of the ERP: done when the answer is known to hold all that is as old as this. */
    private record Refetch(Isbn isbn, Instant notBefore) {}

    /** What committed goes on its way. */
    void deliver(Erp.Change change) {
        if (!world.character.streaming()) {
            return;
        }
        records.send(change);
        if (scheduler.chance(0.1)) {
            records.sendLater(change, 1 + scheduler.dice().nextInt(500));
        }
        if (scheduler.chance(world.character.lateRate())) {
            records.sendLater(change, World.LIFE - 50 + scheduler.dice().nextInt(scheduler.chance(0.5) ? 100 : 1_000));
        }
        if (scheduler.chance(world.character.futureRate())) {
            records.send(fromTheFuture(change));
        }
    }

    /** A copy that a broken clock has stamped. */
    private static Erp.Change fromTheFuture(Erp.Change change) {
        SourceVersion.Change true_ = change.version();
        SourceVersion.Change wrong = new SourceVersion.Change(
                true_.epoch(),
                true_.position().add(BigInteger.valueOf(1_000_000)),
                true_.record(),
                true_.at().plusSeconds(1_000_000));
        return switch (change) {
            case Erp.Change.Written written -> new Erp.Change.Written(written.row(), written.renamed(), wrong);
            case Erp.Change.SomeColumns some -> new Erp.Change.SomeColumns(some.row(), some.titleToo(), wrong);
            case Erp.Change.Removed removed -> new Erp.Change.Removed(removed.isbn(), removed.sourceKey(), wrong);
        };
    }

    void start() {
        ProductWriter writer = world.writer(() -> {});
        for (int i = 1; i <= WORKERS; i++) {
            scheduler
                    .start(
                            "stream-" + i,
                            () -> records.work(
                                    Hints.Handler.always(change -> apply(writer, change)), world::sourcesAreQuiet))
                    .mortal(world.character.crashRate())
                    .freezable(world.character.freezeRate() / 2, 300);
        }
        for (int i = 1; i <= 2; i++) {
            scheduler
                    .start(
                            "refetch-" + i,
                            () -> refetches.work(
                                    hint -> refetch(writer, hint), () -> world.sourcesAreQuiet() && records.isEmpty()))
                    .mortal(world.character.crashRate());
        }
    }

    boolean ended() {
        return records.isEmpty() && refetches.isEmpty();
    }

    int quarantined() {
        return quarantined;
    }

    /** Whether a worker has begun with this key and not announced it yet. */
    boolean hasInHand(Isbn isbn) {
        return records.hasTried(change -> change.isbn().equals(isbn)
                        || (change instanceof Erp.Change.Written written && isbn.equals(written.renamed())))
                || refetches.hasTried(hint -> hint.isbn().equals(isbn));
    }

    private void apply(ProductWriter writer, Erp.Change change) {
        List<Request> requests = requests(change);
        List<Outcome> outcomes = writer.write(requests);
        for (int i = 0; i < requests.size(); i++) {
            Isbn isbn = requests.get(i).incoming().isbn();
            if (scheduler.traced()) {
                scheduler.note(isbn + " " + describe(outcomes.get(i)));
            }
            switch (outcomes.get(i)) {
                case Outcome.Applied applied -> world.followers.hint(isbn);
                case Outcome.Same same -> hintAgain(isbn);
                case Outcome.Superseded superseded -> hintAgain(isbn);
                case Outcome.Refetch refetch ->
                    refetches.send(new Refetch(isbn, change.version().at()));
                case Outcome.Quarantined future -> quarantined++;
            }
        }
    }

    /** The try before may have died between its write and its word. */
    private void hintAgain(Isbn isbn) {
        if (!world.without(Removed.HINT_ON_RETRY)) {
            world.followers.hint(isbn);
        }
    }

    private List<Request> requests(Erp.Change change) {
        SourceVersion.Change version = change.version();
        return switch (change) {
            case Erp.Change.Written written -> {
                List<Request> requests = new ArrayList<>();
                if (written.renamed() != null) {
                    requests.add(Request.of(
                            new Incoming.Delete(
                                    written.renamed(), version, written.row().sourceKey()),
                            null,
                            "delete"));
                }
                requests.add(put(written.row(), version));
                yield requests;
            }
            case Erp.Change.SomeColumns some ->
                List.of(
                        world.without(Removed.FULL_ROWS)
                                ? put(merged(some), version)
                                : Request.of(
                                        new Incoming.Partial(some.isbn(), version),
                                        some.row().sourceKey(),
                                        "update"));
            case Erp.Change.Removed removed ->
                List.of(Request.of(new Incoming.Delete(removed.isbn(), version, removed.sourceKey()), null, "delete"));
        };
    }

    private static Request put(Erp.Row row, SourceVersion version) {
        return Request.of(new Incoming.Put(row.product(), version), row.sourceKey(), "update");
    }

    /** What a writer makes of some columns that does not ask the ERP. */
    private Erp.Row merged(Erp.Change.SomeColumns some) {
        Product came = some.row().product();
        Product stored = World.live(world.products.get(some.isbn()).orElse(null));
        if (stored == null) {
            return some.row();
        }
        Product merged = some.titleToo()
                ? new Product(
                        came.isbn(),
                        came.title(),
                        null,
                        null,
                        null,
                        stored.quantityAvailable(),
                        stored.stockStatus(),
                        stored.priceJpy(),
                        stored.warehouse(),
                        null,
                        null)
                : new Product(
                        came.isbn(),
                        stored.title(),
                        null,
                        null,
                        null,
                        came.quantityAvailable(),
                        came.stockStatus(),
                        stored.priceJpy(),
                        stored.warehouse(),
                        null,
                        null);
        return new Erp.Row(merged, some.row().sourceKey(), some.row().updatedAt());
    }

    /**
     * The row as the ERP has it now is at least as new as a watermark taken before it was read. The hint is done only when that watermark lies above the hint: before that a late full row from between the two
     * could still take the place of what was fetched, and with it what the hint was about.
     */
    private boolean refetch(ProductWriter writer, Refetch hint) {
        Instant watermark = world.erp.watermark();
        SourceVersion version = new SourceVersion.Nightly(watermark, 0);
        Erp.Row row = world.erp.read(hint.isbn());
        Request request = row == null
                ? Request.of(new Incoming.Delete(hint.isbn(), version, null), null, "refetch")
                : Request.of(new Incoming.Put(row.product(), version), row.sourceKey(), "refetch");
        Outcome outcome = writer.write(List.of(request)).getFirst();
        if (scheduler.traced()) {
            scheduler.note(hint.isbn() + " fetched as of " + Scheduler.tick(watermark) + ": " + describe(outcome));
        }
        if (outcome instanceof Outcome.Refetch) {
            return false;
        }
        world.followers.hint(hint.isbn());
        return world.without(Removed.HINT_SETTLES_BY_WATERMARK) || watermark.isAfter(hint.notBefore());
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied applied -> "applied";
            case Outcome.Same same -> "same";
            case Outcome.Superseded superseded ->
                "superseded by " + MemoryProducts.describe((@Nullable StoredItem) superseded.current());
            case Outcome.Refetch refetch -> "refetch: " + refetch.why();
            case Outcome.Quarantined future -> "quarantined: " + future.why();
        };
    }
}
