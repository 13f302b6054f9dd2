package org.catalogsync.sync.validate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.catalogsync.model.Isbn;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.ExtractLine;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.transform.Transform;

/**
 * One row per ISBN. Of several accepted rows the newest UPDATED_AT wins, at a tie the later one in the source; the others count as duplicates. A rejected row that is newer than the winner, or whose age is
 * unknown, holds the key: an older duplicate never wins because the newest one was rejected.
 */
public final class Validate {
    /** The step's name. */
    public static final String STEP = "validate";

    private final RunFacts facts;
    private final StagingArea staging;
    private final Supplier<Manifest> manifest;
    private final Supplier<List<Transform.Receipt>> blocks;

    public Validate(RunFacts facts, StagingArea staging, Supplier<Manifest> manifest) {
        this.facts = facts;
        this.staging = staging;
        this.manifest = manifest;
        this.blocks = new Lazy<>(() -> facts.receipts(Transform.STEP, Transform.Receipt.class));
    }

    public int buckets() {
        return manifest.get().buckets();
    }

    /** Validates one bucket; returns the rows read. */
    public long validate(int bucket) {
        Map<Isbn, ExtractLine.Row> winners = new TreeMap<>();
        Map<Isbn, Long> rejected = new HashMap<>();
        long[] accepted = {0};
        for (Transform.Receipt block : blocks.get()) {
            ExtractLine.read(block.rows().read(staging.objects(), bucket), line -> {
                switch (line) {
                    case ExtractLine.Row row -> {
                        accepted[0]++;
                        winners.merge(row.isbn(), row, Validate::newer);
                    }
                    case ExtractLine.Rejected reject ->
                        rejected.merge(reject.isbn(), age(reject.updatedAtMicros()), Math::max);
                }
            });
        }
        BucketedLines lines = new BucketedLines(1);
        winners.values().forEach(row -> lines.add(0, out -> ExtractLine.write(out, row)));
        BucketedLines.Index index = lines.put(staging.objects(), staging.validated(bucket));
        facts.receipt(
                STEP,
                bucket,
                new Receipt(index, winners.size(), accepted[0] - winners.size(), heldKeys(winners, rejected)));
        return accepted[0];
    }

    /** What stood where the ISBN should in rejected rows whose key could not be read, of a run's whole extract. */
    public static List<String> unreadableKeys(RunFacts facts) {
        List<String> texts = new ArrayList<>();
        facts.receipts(Transform.STEP, Transform.Receipt.class).forEach(block -> texts.addAll(block.unreadableKeys()));
        return texts;
    }

    private static ExtractLine.Row newer(ExtractLine.Row a, ExtractLine.Row b) {
        int byTime = Long.compare(a.updatedAtMicros(), b.updatedAtMicros());
        if (byTime != 0) {
            return byTime > 0 ? a : b;
        }
        return a.origin().compareTo(b.origin()) > 0 ? a : b;
    }

    /** A rejected row without a readable time may be the newest one. */
    private static long age(long updatedAtMicros) {
        return updatedAtMicros == ExtractLine.NO_TIME ? Long.MAX_VALUE : updatedAtMicros;
    }

    private static List<String> heldKeys(Map<Isbn, ExtractLine.Row> winners, Map<Isbn, Long> rejected) {
        List<String> held = new ArrayList<>();
        rejected.forEach((isbn, updatedAt) -> {
            ExtractLine.Row winner = winners.get(isbn);
            if (winner == null || winner.updatedAtMicros() < updatedAt) {
                held.add(isbn.value());
            }
        });
        Collections.sort(held);
        return held;
    }

    /**
     * A validated bucket.
     *
     * @param rows one line per ISBN, sorted, all in bucket 0 of the object
     * @param accepted how many
     * @param duplicates accepted rows that a newer one of the same ISBN replaced
     * @param heldKeys keys of rejected rows that no newer accepted row speaks for
     */
    public record Receipt(BucketedLines.Index rows, long accepted, long duplicates, List<String> heldKeys) {}
}
