package org.catalogsync.sync.run;

/** The run was taken over while this process slept: it must write nothing more, not even how it ended. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String owner;

    private LeaseLost(String owner, String message) {
        super(message);
        this.owner = owner;
    }

    static void to(RunLease.Claim.Held other) {
        throw new LeaseLost(other.owner(), "the lease went to " + other.owner() + ", epoch " + other.epoch());
    }

    /** @param failure what came of it, which hides who has the lease */
    static LeaseLost toAnother(Throwable failure) {
        LeaseLost lost = new LeaseLost("another process", "the lease went to another process");
        lost.addSuppressed(failure);
        return lost;
    }

    /** Who has it now. */
    public String owner() {
        return owner;
    }
}
