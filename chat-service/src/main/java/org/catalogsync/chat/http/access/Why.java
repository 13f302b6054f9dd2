package org.catalogsync.chat.http.access;

import java.util.Locale;

/** Reasons to refuse: labels of a counter, so there are no others. */
public enum Why {
    NO_TOKEN(401),
    BAD_TOKEN(401),
    KEYS_AWAY(503),
    WRONG_ORIGIN(403),
    NOT_THIS_MACHINE(403),
    TOO_MANY_CONNECTIONS(429),
    TOO_MANY_REQUESTS(429),
    SOCKETS_FULL(503),
    DRAINING(503),
    OVERLOADED(503),
    BAD_MESSAGE(400),
    BINARY(400),
    TOO_LARGE(413),
    RATE_LIMITED(429),
    FLOOD(429),
    SLOW_READER(400),
    TOKEN_ENDED(401),
    NO_PONG(400);

    private final int status;

    Why(int status) {
        this.status = status;
    }

    /** As it is written in logs, metrics and problems. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of HTTP, where there is an HTTP answer. */
    public int status() {
        return status;
    }
}
