package org.catalogsync.erp.facade.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** So many requests a second, and as many at once where none came before. Holds two numbers, whatever comes. Safe for use by many threads; who comes too early waits for nothing and is told how long it would have to. */
final class TokenBucket {
    private final int perSecond;
    private final long interval;
    private final long depth;
    private final LongSupplier nanoTime;

    /** When the bucket is full again if nobody takes anything more. */
    private final AtomicLong fullAt;

    TokenBucket(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
        this.depth = interval * perSecond;
        this.nanoTime = nanoTime;
        this.fullAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Takes one, if there is one. */
    Grant take() {
        while (true) {
            long now = nanoTime.getAsLong();
            long before = fullAt.get();
            long after = (before - now > 0 ? before : now) + interval;
            long owed = after - now;
            if (owed > depth) {
                return new Grant(
                        false, perSecond, 0, Duration.ofNanos(owed - interval), Duration.ofNanos(owed - depth));
            }
            if (fullAt.compareAndSet(before, after)) {
                int left = (int) ((depth - owed) / interval);
                return new Grant(true, perSecond, left, Duration.ofNanos(owed), Duration.ZERO);
            }
        }
    }
}
