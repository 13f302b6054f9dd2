package org.catalogsync.sync.ask;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.StagingArea;

/** Keys on their way into hash buckets, so that a bucket of them fits in memory however many there are. Safe for several threads. */
final class KeySpool {
    /** Lines held in memory before they are written out as one object. */
    private static final int LINES_PER_PART = 50_000;

    private final StagingArea staging;
    private final int buckets;
    private final List<BucketedLines.Index> parts = new ArrayList<>();
    private BucketedLines open;
    private int lines;

    KeySpool(StagingArea staging, int buckets) {
        this.staging = staging;
        this.buckets = buckets;
        this.open = new BucketedLines(buckets);
    }

    synchronized void add(KeyLine key) {
        open.add(key.isbn().bucket(buckets), key::write);
        if (++lines == LINES_PER_PART) {
            flush();
        }
    }

    synchronized List<BucketedLines.Index> finish() {
        flush();
        return parts;
    }

    private void flush() {
        parts.add(open.put(staging.objects(), staging.asked("collected-%05d.jsonl".formatted(parts.size()))));
        open = new BucketedLines(buckets);
        lines = 0;
    }
}
