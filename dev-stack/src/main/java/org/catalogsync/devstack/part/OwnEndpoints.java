package org.catalogsync.devstack.part;

import java.util.List;

/** What the JVMs of our own endpoints have in common. */
final class OwnEndpoints {

    static final List<String> JVM_OPTIONS = List.of(
            "-Xms32m",
            "-Xmx192m",
            "-XX:+UseSerialGC",
            // The JDK's server waits for more to send before each answer, 40 ms with a patient client, unless told not
            // to.
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.maxIdleConnections=1000");

    private OwnEndpoints() {}
}
