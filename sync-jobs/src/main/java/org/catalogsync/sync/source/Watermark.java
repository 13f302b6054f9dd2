package org.catalogsync.sync.source;

import java.time.Instant;

/** The point of the source's history that a run's rows are at least as new as, and how it is known. */
public record Watermark(Instant at, Basis basis) {

    /** Who says so. */
    public enum Basis {
        /** The declaration. */
        DECLARED,
        /** The operator, for this run. */
        GIVEN,
        /** Nobody: taken from the files' times. */
        ASSUMED
    }
}
