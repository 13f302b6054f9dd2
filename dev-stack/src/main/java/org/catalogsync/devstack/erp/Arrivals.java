package org.catalogsync.devstack.erp;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts who comes, and lets no more in than the ERP takes in any 1,000 ms.
 *
 * <p>Only who was let in counts for the limit, as with a proxy before the ERP. Everybody counts for the measure: one that left out the refused would hide every violation.
 */
final class Arrivals {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(1_000);

    /** As many as are told apart in one window; beyond them the measure says that there were at least so many. */
    private static final int MOST = 1 << 16;

    private final LongSupplier nanoTime;
    private final long[] admitted;
    private final long[] recent = new long[MOST];
    private long admissions;
    private int first;
    private int within;

    private long requests;
    private long refused;
    private int mostWithin;

    /**
     * One who came.
     *
     * @param number since the start or the last {@link #reset}, from 0
     * @param nanos when
     */
    record Arrival(long number, long nanos, boolean isAdmitted) {}

    /** What was counted since the start or the last {@link #reset}. */
    record Counts(long requests, long refused, int mostWithinWindow) {}

    /** @param nanoTime never goes back */
    Arrivals(int limit, LongSupplier nanoTime) {
        this.admitted = new long[limit];
        this.nanoTime = nanoTime;
    }

    /** The time is taken within the lock, so that the order of counting is that of time. */
    synchronized Arrival arrive() {
        long now = nanoTime.getAsLong();
        measure(now);
        boolean isAdmitted = admit(now);
        refused += isAdmitted ? 0 : 1;
        return new Arrival(requests++, now, isAdmitted);
    }

    private void measure(long now) {
        while (within > 0 && now - recent[first] >= WINDOW) {
            first = (first + 1) % MOST;
            within--;
        }
        if (within == MOST) {
            first = (first + 1) % MOST;
            within--;
        }
        recent[(first + within) % MOST] = now;
        within++;
        mostWithin = Math.max(mostWithin, within);
    }

    /** The oldest of the last ones that were let in, as many as the limit, must have left the window. */
    private boolean admit(long now) {
        int oldest = (int) (admissions % admitted.length);
        if (admissions >= admitted.length && now - admitted[oldest] < WINDOW) {
            return false;
        }
        admitted[oldest] = now;
        admissions++;
        return true;
    }

    synchronized Counts counts() {
        return new Counts(requests, refused, mostWithin);
    }

    /** Counts from nothing; the limit forgets nobody. */
    synchronized void reset() {
        requests = 0;
        refused = 0;
        within = 0;
        mostWithin = 0;
    }
}
