package org.catalogsync.sync.ask;

import java.util.ArrayList;
import java.util.List;

/** Time that goes by only where somebody waits, and chance that always takes the longest. */
final class ClockOfTest implements Time {
    final List<Long> pauses = new ArrayList<>();
    private long now = 1_000;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public long jittered(long boundNanos) {
        return boundNanos;
    }

    @Override
    public synchronized void pause(long nanos) {
        pauses.add(nanos);
        now += nanos;
    }

    synchronized void goesBy(long nanos) {
        now += nanos;
    }
}
