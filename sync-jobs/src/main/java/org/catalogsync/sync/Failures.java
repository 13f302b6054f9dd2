package org.catalogsync.sync;

import org.catalogsync.erp.InvalidSettings;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.sync.ask.ErpUnavailable;
import org.catalogsync.sync.fullload.FullLoadFailed;
import org.catalogsync.sync.gate.GateStopped;
import org.catalogsync.sync.reconcile.StoresDiffer;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.source.UnusableInput;

/** Turns what ended a run into the words and the exit code that an operator gets. */
final class Failures {
    private static final String RESTART = "; the run can be restarted";

    private Failures() {}

    static ErrorReport describe(Throwable why) {
        return switch (why) {
            case UnusableInput input ->
                new ErrorReport(input.code(), input.what(), input.where(), input.expected(), input.found());
            case GateStopped gate ->
                new ErrorReport(
                        "gate_stopped",
                        "the gate stopped the run before the first write",
                        gate.failed().getFirst().id(),
                        "values within their limits, or an operator's reason (restart RUN --accept-gate \"reason\")",
                        gate.getMessage());
            case StoresDiffer differ ->
                new ErrorReport(
                        "stores_differ",
                        "reconciliation found differences; the new generation stays invisible",
                        null,
                        "equal content in extract, product table and generation",
                        differ.getMessage());
            case StoreUnavailable unavailable ->
                new ErrorReport("store_unavailable", unavailable.getMessage() + RESTART, null, null, root(unavailable));
            case ErpUnavailable silent ->
                new ErrorReport("erp_unavailable", silent.getMessage() + RESTART, null, null, null);
            case FullLoadFailed failed ->
                new ErrorReport("full_load_failed", failed.getMessage() + RESTART, null, null, null);
            case org.catalogsync.stores.InvalidSettings settings ->
                new ErrorReport(
                        "settings",
                        "a store's settings cannot be used" + RESTART,
                        "environment",
                        "the variables of docs/operations.md",
                        String.valueOf(settings.getMessage()));
            case InvalidSettings settings ->
                new ErrorReport(
                        "erp_settings",
                        "the ERP cannot be asked: its settings cannot be used" + RESTART,
                        "environment",
                        "the variables of docs/erp.md",
                        String.join("; ", settings.problems()));
            default -> new ErrorReport("failed", message(why) + RESTART, null, null, root(why));
        };
    }

    private static String message(Throwable why) {
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }

    private static String root(Throwable why) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
