package org.catalogsync.sync.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.catalogsync.model.StoredItem;

/**
 * Waits for documents whose update may still be under way. A rev is about the time of its write, so an item that was written longer ago than an update takes has nothing under way and is not waited for.
 */
public final class Patience implements Laggards {
    /** How long to wait between two looks. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Duration lag;
    private final Clock clock;
    private final Pause pause;

    /** @param lag how long an update of the index may take */
    public Patience(Duration lag, Clock clock, Pause pause) {
        this.lag = lag;
        this.clock = clock;
        this.pause = pause;
    }

    /** Lets time go by. */
    @FunctionalInterface
    public interface Pause {
        void last(Duration duration);
    }

    @Override
    public List<StoredItem> attend(List<StoredItem> behind) {
        Instant now = clock.instant();
        List<StoredItem> pending = behind.stream()
                .filter(item -> writtenAt(item).plus(lag).isAfter(now))
                .toList();
        if (!pending.isEmpty()) {
            pause.last(PAUSE);
        }
        return pending;
    }

    private static Instant writtenAt(StoredItem item) {
        return Instant.EPOCH.plus(item.stamp().rev(), ChronoUnit.MICROS);
    }
}
