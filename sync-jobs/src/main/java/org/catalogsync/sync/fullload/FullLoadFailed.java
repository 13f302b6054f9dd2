package org.catalogsync.sync.fullload;

/** The DMS task did not load what it should, or not in time. A restart takes over a run that still goes on, and starts a new one otherwise. */
public final class FullLoadFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FullLoadFailed(String message) {
        super(message);
    }
}
