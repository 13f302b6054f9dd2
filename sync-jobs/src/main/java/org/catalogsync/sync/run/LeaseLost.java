package org.catalogsync.sync.run;

/** The run was taken over while this process slept: it must write nothing more, not even how it ended. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String owner;

    private LeaseLost(String owner, long epoch) {
        super("the lease went to " + owner + ", epoch " + epoch);
        this.owner = owner;
    }

    static void to(RunLease.Claim.Held other) {
        throw new LeaseLost(other.owner(), other.epoch());
    }

    /** Who has it now. */
    public String owner() {
        return owner;
    }
}
