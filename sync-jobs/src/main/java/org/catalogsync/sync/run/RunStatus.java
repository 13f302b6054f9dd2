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
    GATED,
    /** Its process died, and by the next start its source was another one: closed, a newer run took its place. */
    ABANDONED;

    public boolean resumable() {
        // RUNNING: asked only while holding the lease, and then its process is dead.
        return this == RUNNING || this == FAILED || this == STOPPED || this == GATED;
    }
}
