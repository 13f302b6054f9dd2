package org.catalogsync.erp;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment after which nobody waits any more. Callers hand it down, and whatever waits on the way obeys it. Measured by the process's own steady clock, so it means nothing to another process. */
public final class Deadline {
    /** Beyond this nobody waits, and sums of nanoseconds do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /** So much from now; a day at most, and over at once where that is not positive. */
    public static Deadline in(Duration time) {
        return in(time, System::nanoTime);
    }

    static Deadline in(Duration time, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + nanos(time));
    }

    /** What is left, zero once it is over. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }

    public boolean isOver() {
        return end - nanoTime.getAsLong() <= 0;
    }

    /** This one, or so much from now where that is sooner. */
    public Deadline atMost(Duration time) {
        long sooner = nanoTime.getAsLong() + nanos(time);
        return sooner - end < 0 ? new Deadline(nanoTime, sooner) : this;
    }

    private static long nanos(Duration time) {
        return time.isNegative() ? 0 : (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
    }

    @Override
    public String toString() {
        return "Deadline[in " + remaining() + "]";
    }
}
