package org.catalogsync.sync.reconcile;

/** The stores are not equal; the new generation stays invisible. */
public final class StoresDiffer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ReconcileResult result;

    StoresDiffer(ReconcileResult result) {
        super(result.missing() + " keys missing, " + result.unexpected() + " unexpected, " + result.diverged()
                + " diverged");
        this.result = result;
    }

    public ReconcileResult result() {
        return result;
    }
}
