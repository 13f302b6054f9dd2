package org.catalogsync.stores;

import org.jspecify.annotations.Nullable;

/** A store throttled, timed out or failed for longer than the deadline allows. The work can be restarted; nothing was skipped. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
