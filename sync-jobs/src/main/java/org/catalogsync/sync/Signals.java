package org.catalogsync.sync;

import java.time.Duration;
import java.util.List;
import sun.misc.Signal;

/**
 * Lets the running step commit when the process is asked to end. As a shutdown hook this would come too late: H2 closes its databases in a hook of its own, at the same time, and cannot be told not to where it
 * serves them to other commands.
 */
final class Signals {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private Signals() {}

    /** Handles the signals that ask a process to end; an unknown one, on another system, keeps its default. */
    static void stop(Session session) {
        Thread worker = Thread.currentThread();
        for (String name : List.of("TERM", "INT", "HUP")) {
            try {
                Signal.handle(
                        new Signal(name),
                        signal -> Thread.ofPlatform()
                                .name("stop-by-signal")
                                .start(() -> end(session, worker, signal.getNumber())));
            } catch (IllegalArgumentException unknown) {
                continue;
            }
        }
    }

    private static void end(Session session, Thread worker, int signal) {
        try {
            if (session.stop()) {
                // It prints how the run ended, and exits with the code that says so.
                worker.join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.exit(128 + signal);
        }
    }
}
