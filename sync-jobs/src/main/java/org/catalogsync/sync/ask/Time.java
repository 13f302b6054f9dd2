package org.catalogsync.sync.ask;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, replaced in tests. */
interface Time {
    Time OF_THIS_MACHINE = new Time() {};

    default long nanoTime() {
        return System.nanoTime();
    }

    /** Full jitter: anything from nothing to the bound, so that many callers spread out. */
    default long jittered(long boundNanos) {
        return ThreadLocalRandom.current().nextLong(boundNanos + 1);
    }

    default void pause(long nanos) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(nanos));
    }
}
