package org.catalogsync.sync.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.sample.SampleTallies;
import org.catalogsync.sync.staging.ExtractLine;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.validate.Validate;

/**
 * Writes the table as the night before left it, and what happened to it since without the catalogue's doing: keys that only a change knows, keys that a change made newer, tombstones. Counts what tonight's plan must find.
 */
final class NightBefore {
    private static final Instant WRITTEN = Instant.parse("2025-04-01T15:00:00Z");
    private static final Instant AFTER_TONIGHT = Instant.parse("2025-04-20T00:00:00Z");
    private static final Duration TOMBSTONE_LIFE = Duration.ofDays(30);
    /** One in so many items was changed by somebody else after tonight's watermark, is a tombstone, or is a new key. */
    private static final int ONE_IN = 500;

    private final RunFacts facts;
    private final ObjectStore objects;
    private final Manifest manifest;
    private final Set<String> touched;
    private long revs;
    private long accepted;
    private long held;
    private long superseded;
    private long ahead;

    /**
     * @param facts of the run that validated the catalogue of the night before
     * @param tonight what differs in tonight's catalogue
     */
    NightBefore(RunFacts facts, ObjectStore objects, Manifest manifest, SampleTallies tonight) {
        this.facts = facts;
        this.objects = objects;
        this.manifest = manifest;
        this.touched = new HashSet<>(tonight.changed());
        this.touched.addAll(tonight.removed());
    }

    /** Writes the table for so many scan segments; returns what the plan must be. */
    ExpectedPlan write(Path table, int segments, SampleTallies tonight) throws IOException {
        try (SegmentFiles out = new SegmentFiles(table, segments)) {
            for (Validate.Receipt bucket : facts.receipts(Validate.STEP, Validate.Receipt.class)) {
                ExtractLine.read(bucket.rows().read(objects, 0), line -> {
                    if (line instanceof ExtractLine.Row row) {
                        add(out, row.product());
                    }
                });
                // Their row was good once: the table has them, and tonight they are rejected again.
                bucket.heldKeys().forEach(key -> hold(out, key));
            }
        }
        long live = accepted + held + ahead;
        long changed = tonight.changed().size();
        long deleted = tonight.removed().size();
        return new ExpectedPlan(
                tonight.added().size(),
                changed,
                deleted,
                accepted - changed - deleted - superseded,
                superseded,
                held,
                live);
    }

    private void add(SegmentFiles out, Product product) {
        accepted++;
        if (accepted % ONE_IN == 0 && !touched.contains(product.isbn().value())) {
            superseded++;
            out.add(new StoredItem.Live(withQuantity(product, product.quantityAvailable() + 1), stamp(AFTER_TONIGHT)));
        } else {
            out.add(new StoredItem.Live(product, stamp(manifest.watermark())));
        }
        if (accepted % ONE_IN == 1) {
            ahead++;
            out.add(new StoredItem.Live(withKey(product, unknownKey(ahead)), stamp(AFTER_TONIGHT)));
            Isbn gone = unknownKey(500_000 + ahead);
            out.add(new StoredItem.Tombstone(gone, stamp(manifest.watermark()), WRITTEN.plus(TOMBSTONE_LIFE)));
        }
    }

    private void hold(SegmentFiles out, String key) {
        held++;
        Product product = new Product(
                new Isbn(key), "昨夜の題名", null, null, null, 3, StockStatus.LOW_STOCK, 500, "TK01", null, null);
        out.add(new StoredItem.Live(product, stamp(manifest.watermark())));
    }

    private StoredItem.Stamp stamp(Instant at) {
        SourceVersion version = at.equals(AFTER_TONIGHT)
                ? new SourceVersion.Change(1, java.math.BigInteger.valueOf(++revs), 0, at)
                : manifest.version(1);
        return new StoredItem.Stamp(1_700_000_000_000_000L + ++revs, version, null, WRITTEN, "nightly");
    }

    private static Product withQuantity(Product product, int quantity) {
        return copy(product, product.isbn(), quantity);
    }

    private static Product withKey(Product product, Isbn isbn) {
        return copy(product, isbn, product.quantityAvailable());
    }

    private static Product copy(Product product, Isbn isbn, int quantity) {
        return new Product(
                isbn,
                product.title(),
                product.titleKana(),
                product.author(),
                product.genre(),
                quantity,
                product.stockStatus(),
                product.priceJpy(),
                product.warehouse(),
                product.lastRestockDate(),
                product.restockEtaDays());
    }

    /** A key in a range that the sample does not use. */
    private static Isbn unknownKey(long number) {
        String twelve = "978455%06d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return new Isbn(twelve + (10 - sum % 10) % 10);
    }
}
