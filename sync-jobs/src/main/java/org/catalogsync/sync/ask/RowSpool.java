package org.catalogsync.sync.ask;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.sync.staging.StagingArea;

/** Keys of a list that cannot be read, on their way into objects as rows: each is a reject of the night, and however many there are, few are in memory. For one thread. */
final class RowSpool {
    /** A row has no more than a key's text, so this is a megabyte or two. */
    static final int ROWS_PER_PART = 10_000;

    private final StagingArea staging;
    private final List<Staged> parts = new ArrayList<>();
    private AnswerRows open = new AnswerRows();
    private long count;

    RowSpool(StagingArea staging) {
        this.staging = staging;
    }

    void addUnreadableKey(String found) {
        open.addUnreadableKey(found);
        count++;
        if (open.count() == ROWS_PER_PART) {
            flush();
        }
    }

    long count() {
        return count;
    }

    List<Staged> finish() {
        if (open.count() > 0) {
            flush();
        }
        return List.copyOf(parts);
    }

    private void flush() {
        String key = staging.asked("unreadable-keys-%05d.csv".formatted(parts.size()));
        parts.add(Staged.put(staging.objects(), key, open));
        open = new AnswerRows();
    }
}
