package org.catalogsync.sync.simulation;

import java.time.Instant;

/** How the source tells time. */
enum ClockModel {
    /** Every change has its log position and the exact moment of its commit. */
    EXACT(1, 0),
    /** The clock is ahead or behind, tells only every twentieth tick, and stamps a change when its statement runs, long before a slow transaction commits. */
    COARSE(20, 15);

    /** The longest that a transaction stays open, in ticks. */
    static final int LONGEST_TRANSACTION = 60;

    final int granularity;
    final int mostSkew;

    ClockModel(int granularity, int mostSkew) {
        this.granularity = granularity;
        this.mostSkew = mostSkew;
    }

    /** What the source's clock shows. */
    Instant stamp(long tick, int skew) {
        return floor(tick + skew);
    }

    /** A point below every change that is not visible yet: the moment itself where commits are stamped exactly, else minus the longest transaction and the skew. */
    Instant watermark(long now) {
        return this == EXACT ? floor(now) : floor(now - LONGEST_TRANSACTION - mostSkew);
    }

    private Instant floor(long tick) {
        return Scheduler.at(Math.floorDiv(tick, (long) granularity) * granularity);
    }
}
