package org.catalogsync.sync.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole product table by parallel scan and spools what the plan needs, by bucket. The content hash is recomputed from the stored fields: a field that somebody altered by hand shows up as a change.
 */
public final class Snapshot {
    /** The step's name. */
    public static final String STEP = "snapshot";

    /** Lines held in memory before they are written out as one object. */
    private static final int LINES_PER_PART = 50_000;

    private final RunFacts facts;
    private final StagingArea staging;
    private final ProductTable table;
    private final Supplier<Manifest> manifest;
    private final Clock clock;

    public Snapshot(RunFacts facts, StagingArea staging, ProductTable table, Supplier<Manifest> manifest, Clock clock) {
        this.facts = facts;
        this.staging = staging;
        this.table = table;
        this.manifest = manifest;
        this.clock = clock;
    }

    /** How many groups there are; makes sure that there is a table to read. */
    public int groups() {
        table.createIfAbsent();
        return manifest.get().groups();
    }

    /** Reads one group of segments; returns the items read. */
    public long read(int group) {
        Spool spool = new Spool(group, manifest.get().buckets());
        ContentHash.Hasher hasher = new ContentHash.Hasher();
        int first = group * Manifest.SEGMENTS_PER_GROUP;
        for (int segment = first; segment < first + Manifest.SEGMENTS_PER_GROUP; segment++) {
            String from = null;
            do {
                ProductTable.Page page = table.scan(segment, manifest.get().scanSegments(), from);
                for (StoredItem item : page.items()) {
                    spool.add(SnapshotLine.of(item, hasher));
                }
                from = page.next();
            } while (from != null);
        }
        Receipt receipt = spool.finish();
        facts.receipt(STEP, group, receipt);
        return receipt.items();
    }

    /** Tells the items that were written after a run had begun to read the table, and not by that run: it may not have seen them. A rev is about the time of its write. */
    static Predicate<SnapshotLine> cameSince(RunFacts run) {
        long began = run.receipts(STEP, Receipt.class).stream()
                .mapToLong(Receipt::beganMicros)
                .min()
                .orElse(0);
        return line -> line.rev() >= began
                && !(line.version() instanceof SourceVersion.Nightly night && night.run() == run.run());
    }

    /**
     * What one group spooled.
     *
     * @param beganMicros when its first segment began to be read, in microseconds since 1970
     */
    record Receipt(List<BucketedLines.Index> parts, long items, long beganMicros) {}

    private final class Spool {
        private final int group;
        private final int buckets;
        private final List<BucketedLines.Index> parts = new ArrayList<>();
        private @Nullable BucketedLines open;
        private int lines;
        private final long beganMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        private long items;

        Spool(int group, int buckets) {
            this.group = group;
            this.buckets = buckets;
        }

        void add(SnapshotLine line) {
            BucketedLines part = open;
            if (part == null) {
                part = new BucketedLines(buckets);
                open = part;
            }
            part.add(line.isbn().bucket(buckets), line::write);
            items++;
            if (++lines == LINES_PER_PART) {
                flush();
            }
        }

        Receipt finish() {
            flush();
            return new Receipt(parts, items, beganMicros);
        }

        private void flush() {
            BucketedLines part = open;
            if (part != null) {
                parts.add(part.put(staging.objects(), staging.snapshot(group, parts.size())));
                open = null;
                lines = 0;
            }
        }
    }
}
