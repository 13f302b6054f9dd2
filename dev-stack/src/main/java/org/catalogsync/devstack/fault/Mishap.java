package org.catalogsync.devstack.fault;

/** What can happen to a call on its way. */
public enum Mishap {
    /** Refused for being called too often; the server never hears of it. */
    THROTTLED,
    /** Refused since the service is out of order; the server never hears of it. */
    UNAVAILABLE,
    /** The server gets a part of the batch; the rest is answered as left undone. A call that is no batch is throttled. */
    PARTIAL,
    /** Arrives late. */
    DELAYED,
    /** Arrives twice; the caller gets the answer to the second. */
    DUPLICATED,
    /** The connection breaks before the server hears of it. */
    CUT_BEFORE,
    /** The server acts, and the connection breaks before the answer. */
    CUT_AFTER
}
