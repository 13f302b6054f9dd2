package org.catalogsync.chat;

import io.micronaut.runtime.Micronaut;

/** The chat as a process. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(Application.class).banner(false).start();
    }
}
