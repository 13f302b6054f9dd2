package org.catalogsync.erp.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a post. */
public sealed interface Exchange {

    /**
     * A whole answer, whatever it says.
     *
     * @param contentType the header, empty where there is none
     * @param retryAfter the header in seconds, where there is one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes come straight from a wire
    record Answered(
            int status, String contentType, @Nullable Duration retryAfter, byte[] body) implements Exchange {}

    /** An answer whose body has more bytes than allowed; the rest was not read. */
    record TooLarge(int status, @Nullable Duration retryAfter, int limit) implements Exchange {}

    /** No whole answer. Whether the ERP got the message is not known, except where no connection was made. */
    record Broken(Reason reason, String message) implements Exchange {}

    /** Why an exchange broke. */
    enum Reason {
        /** As many exchanges as allowed were under way until the deadline; nothing was sent. */
        NO_FREE_CONNECTION,
        /** Refused, unreachable, or not made in time; nothing was sent. */
        NOT_CONNECTED,
        /** The peer's certificate or its TLS does not do; nothing was sent. */
        TLS_REFUSED,
        /** The deadline passed before the last byte. */
        TIMED_OUT,
        /** The connection ended before the answer did. */
        CUT,
        /** The calling thread was interrupted. */
        INTERRUPTED
    }
}
