package org.catalogsync.sync.run;

/** Somebody asked the run to stop; what is committed stays, the unit at work is done again by a restart. */
public final class StopRequested extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StopRequested() {
        super("asked to stop");
    }
}
