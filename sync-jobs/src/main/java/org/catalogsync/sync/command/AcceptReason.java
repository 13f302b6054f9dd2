package org.catalogsync.sync.command;

import org.jspecify.annotations.Nullable;

/** A gate is passed for a reason that somebody can read later. */
final class AcceptReason {

    private AcceptReason() {}

    static void check(@Nullable String reason) {
        if (reason != null && reason.isBlank()) {
            throw new IllegalArgumentException("--accept-gate needs a reason");
        }
    }
}
