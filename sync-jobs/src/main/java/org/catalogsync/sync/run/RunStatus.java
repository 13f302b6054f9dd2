package org.catalogsync.sync.run;

/** How a run stands. */
public enum RunStatus {
    RUNNING,
    COMPLETED,
    /** A broken environment, unusable input or a difference found; see its error. */
    FAILED,
    /** Stopped by an operator's signal; resumable. */
    STOPPED,
    /** A gate judged the data or the plan too unusual to apply unseen; resumable with a reason. */
    GATED;

    public boolean resumable() {
        return this == FAILED || this == STOPPED || this == GATED;
    }
}
