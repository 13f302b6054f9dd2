package org.catalogsync.erp.fair;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.catalogsync.erp.ErpStatus.Health;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.pace.Pace;
import org.jspecify.annotations.Nullable;

/** Looks at the ERP's health address now and then, within the rate and behind everybody else. It shows what it sees and decides nothing: questions tell better how the ERP is, and many lookers would be a load of their own. */
final class HealthGauge implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final @Nullable URI address;
    private final BiPredicate<URI, Duration> answers;
    private final Pace pace;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Health now = Health.UNKNOWN;

    HealthGauge(@Nullable URI address, BiPredicate<URI, Duration> answers, Pace pace) {
        this.address = address;
        this.answers = answers;
        this.pace = pace;
    }

    void start() {
        if (address != null) {
            Thread.ofVirtual().name("erp-health").start(() -> lookAgainAndAgain(address));
        }
    }

    private void lookAgainAndAgain(URI where) {
        Duration pause = Duration.ZERO;
        while (!closed(pause)) {
            long wait = pace.take(Priority.BULK);
            if (wait == 0) {
                now = answers.test(where, PATIENCE) ? Health.UP : Health.DOWN;
                pause = EVERY;
            } else {
                pause = Duration.ofNanos(wait);
            }
        }
    }

    Health now() {
        return now;
    }

    private boolean closed(Duration wait) {
        try {
            return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
