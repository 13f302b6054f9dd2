package org.catalogsync.erp.fair;

/** How many exchanges may be made again: one for ten others, and a few of an ERP that was hardly asked. More of them would come exactly when the ERP can bear them least. */
final class RetryBudget {
    private static final double SHARE = 0.1;

    /** What it takes until one ISBN of a full batch of 20 is alone: five halvings, of two exchanges each. With less at the beginning an odd ISBN would cost its neighbours their answers. */
    private static final double MOST = 10;

    private double left = MOST;

    /** An exchange was made. */
    synchronized void earn() {
        left = Math.min(MOST, left + SHARE);
    }

    /** Whether so many more may be made; they are paid for then. */
    synchronized boolean pay(int exchanges) {
        if (left < exchanges) {
            return false;
        }
        left -= exchanges;
        return true;
    }
}
