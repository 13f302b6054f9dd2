package org.catalogsync.cdc.stream;

import org.catalogsync.cdc.Application;

/** The application as a process of its own, so that it can be killed. */
final class Instance {
    private Instance() {}

    /** @param arguments settings, as {@code name=value} */
    public static void main(String[] arguments) {
        Application.start(System.getenv(), arguments);
    }
}
