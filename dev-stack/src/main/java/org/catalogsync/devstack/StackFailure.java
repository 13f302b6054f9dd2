package org.catalogsync.devstack;

/** A part cannot be started or stopped; the message says which, what was seen, and what to do about it. */
public final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
