package org.catalogsync.devstack;

import java.nio.file.Path;

/** A test JVM that will be killed: starts a part, says so, and waits. */
final class KilledOwner {

    private KilledOwner() {}

    public static void main(String[] args) throws InterruptedException {
        DevStack.start(Path.of(args[0]), PartName.REDIS);
        System.out.println("started");
        Thread.currentThread().join();
    }
}
