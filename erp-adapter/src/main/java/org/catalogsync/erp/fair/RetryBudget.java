package org.catalogsync.erp.fair;

/** How many exchanges may be repeated: one in ten, and a few of an ERP that was hardly asked. Retries beyond that would come exactly when the ERP can bear them least. */
final class RetryBudget {
    private static final double SHARE = 0.1;
    private static final double MOST = 10;

    private double left = 3;

    /** An exchange was made. */
    synchronized void earn() {
        left = Math.min(MOST, left + SHARE);
    }

    /** Whether one may be repeated; it is paid for then. */
    synchronized boolean pay() {
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
