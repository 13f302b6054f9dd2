package org.catalogsync.sync.run;

/**
 * Whether a run may go on writing. Asked before every batch that a stage writes to a store, so that a process that was taken over while it slept writes nothing when it wakes, and one that was asked to stop
 * stops between two batches.
 */
@FunctionalInterface
public interface WritePermit {

    /** Throws where the run may not write any more. */
    void check();
}
