package org.catalogsync.chat.http.access;

import java.time.Duration;

/** A request that may not be made. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final transient Duration retryAfter;

    public Refused(Why why) {
        this(why, Duration.ZERO);
    }

    public Refused(Why why, Duration retryAfter) {
        super(why.word(), null, false, false);
        this.why = why;
        this.retryAfter = retryAfter;
    }

    public Why why() {
        return why;
    }

    /** Zero where waiting does not help. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
