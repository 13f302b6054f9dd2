package org.catalogsync.devstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.catalogsync.devstack.part.Site;
import org.catalogsync.devstack.process.ProcessId;

/** The system's own list of processes: what is not in it does not run. */
final class Processes {

    private Processes() {}

    static List<Long> bearing(Path var) {
        return Arrays.stream(PartName.values())
                .flatMap(part -> ProcessId.bearing(Site.marker(part, var)).stream())
                .filter(ProcessId::isAlive)
                .map(ProcessId::pid)
                .toList();
    }

    /** Looks again and again until it is so or the time is up. */
    static boolean soon(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }
}
