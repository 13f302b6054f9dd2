package org.catalogsync.erp.campaign;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** For how long the machine lets a thread wait that should run every millisecond. */
final class Standstill implements AutoCloseable {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong longest = new AtomicLong();
    private final Thread watcher =
            Thread.ofPlatform().daemon().name("standstill").unstarted(this::look);
    private volatile boolean closed;

    static Standstill watch() {
        Standstill standstill = new Standstill();
        standstill.watcher.start();
        return standstill;
    }

    private void look() {
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(EVERY);
            long now = System.nanoTime();
            longest.accumulateAndGet(now - last, Math::max);
            last = now;
        }
    }

    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    @Override
    public void close() {
        closed = true;
    }
}
