package org.catalogsync.chat.http.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often an address may open a socket. Wide enough for the many who share one. */
public final class ConnectionRate {
    private final Buckets buckets;

    public ConnectionRate(int perMinute, LongSupplier nanoTime) {
        this.buckets = new Buckets(perMinute, Math.max(1, perMinute / 2), nanoTime);
    }

    /** The time until it may, zero where that is now. */
    public Duration take(InetAddress address) {
        return buckets.take(address.getHostAddress());
    }
}
