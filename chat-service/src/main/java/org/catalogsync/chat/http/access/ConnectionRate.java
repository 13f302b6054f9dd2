package org.catalogsync.chat.http.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/** How often an address may open a socket. Wide enough for the many who share one; of IPv6 the /64, since that is what one customer is given. */
public final class ConnectionRate {
    private final Buckets buckets;

    public ConnectionRate(int perMinute, LongSupplier nanoTime) {
        this.buckets = new Buckets(perMinute, Math.max(1, perMinute / 2), nanoTime);
    }

    /** The time until it may, zero where that is now. */
    public Duration take(InetAddress address) {
        return buckets.take(network(address));
    }

    static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address.getHostAddress();
    }
}
