package org.catalogsync.sync.command;

import org.catalogsync.sync.report.RunSummary;
import org.catalogsync.sync.run.ErrorReport;

/** What the shell sees. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE_OR_UNUSABLE_INPUT = 2;
    static final int GATE = 3;
    static final int DIFFERENCES = 4;
    static final int BUSY = 5;

    private ExitCode() {}

    static int of(RunSummary summary) {
        return switch (summary.status()) {
            case COMPLETED -> DONE;
            case GATED -> GATE;
            case RUNNING, STOPPED, ABANDONED -> FAILED;
            case FAILED -> ofError(summary.error());
        };
    }

    private static int ofError(@org.jspecify.annotations.Nullable ErrorReport error) {
        if (error == null) {
            return FAILED;
        }
        return switch (error.code()) {
            case "stores_differ" -> DIFFERENCES;
            case "failed", "store_unavailable", "erp_unavailable", "full_load_failed" -> FAILED;
            // Everything else is one of UnusableInput's codes.
            default -> USAGE_OR_UNUSABLE_INPUT;
        };
    }
}
