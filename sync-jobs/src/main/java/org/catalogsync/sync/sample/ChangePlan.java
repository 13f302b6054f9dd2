package org.catalogsync.sync.sample;

/** Spreads a change's removals and new quantities evenly over the catalogue. */
final class ChangePlan {
    private final SampleChange change;
    private final long total;
    private final long rows;
    private long done;

    ChangePlan(SampleChange change, long rows) {
        this.change = change;
        this.total = (long) change.removed() + change.quantities();
        this.rows = rows;
    }

    /** Whether something is to happen to the next row that it can happen to. All is due by nine tenths of the rows, so that there always is such a row. */
    boolean isDue(long index) {
        return done < Math.min(total, (index + 1) * total * 10 / (rows * 9));
    }

    /** Whether the next thing to happen is a removal. */
    boolean isRemoval() {
        return (done + 1) * change.removed() / total > done * change.removed() / total;
    }

    void happened() {
        done++;
    }

    void requireDone() {
        if (done < total) {
            throw new IllegalArgumentException(
                    "of " + total + " changes, only " + done + " find a volume in " + rows + " rows");
        }
    }
}
