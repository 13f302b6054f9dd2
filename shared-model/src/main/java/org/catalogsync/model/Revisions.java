package org.catalogsync.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The read side's counter per item: monotone per key, and roughly the time of the write, so that a re-created key never falls below its past. */
public final class Revisions {

    private Revisions() {}

    /** {@code max(old + 1, now in microseconds)}; {@code old} is 0 for a key that was never written. */
    public static long next(long old, Instant now) {
        return Math.max(old + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
    }
}
