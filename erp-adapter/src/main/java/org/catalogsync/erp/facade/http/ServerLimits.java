package org.catalogsync.erp.facade.http;

import java.time.Duration;

/** What bounds the JDK's server against slow and many clients. It knows only system properties, read once in a process, so they are set before the first server is made; what the user has set stays. */
public final class ServerLimits {
    /** Open connections; further ones are closed at once. */
    public static final int CONNECTIONS = 512;

    /** The request line, and the headers together: a hundred ISBNs in full-width digits with hyphens, percent-encoded, have some 16 KB. */
    private static final int HEADER_BYTES = 32 * 1024;

    private static final int HEADERS = 64;

    private ServerLimits() {}

    /**
     * For the servers of this process.
     *
     * @param read until a request has come whole; then its connection is closed
     * @param answered from there until its answer has been taken whole
     */
    public static void apply(Duration read, Duration answered) {
        unlessSet("sun.net.httpserver.maxReqTime", Problem.seconds(read));
        unlessSet("sun.net.httpserver.maxRspTime", Problem.seconds(answered));
        unlessSet("sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES);
        unlessSet("sun.net.httpserver.maxReqHeaders", HEADERS);
        unlessSet("jdk.httpserver.maxConnections", CONNECTIONS);
        // Without it the kernel holds the last part of an answer back for some 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static void unlessSet(String property, long value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Long.toString(value));
        }
    }
}
