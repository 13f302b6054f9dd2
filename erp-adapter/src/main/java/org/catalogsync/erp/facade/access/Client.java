package org.catalogsync.erp.facade.access;

import java.util.function.LongSupplier;

/** Somebody who may ask, and its rate. */
public final class Client {
    private final String name;
    private final TokenBucket bucket;

    Client(String name, int perSecond, LongSupplier nanoTime) {
        this.name = name;
        this.bucket = new TokenBucket(perSecond, nanoTime);
    }

    /** The key's name, never the key. */
    public String name() {
        return name;
    }

    /** Counts one request of this client. */
    public Grant take() {
        return bucket.take();
    }
}
