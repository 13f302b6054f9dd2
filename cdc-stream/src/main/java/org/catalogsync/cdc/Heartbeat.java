package org.catalogsync.cdc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in {@code manga-sync-state}, record {@code stream}, that a stream follows the source and since when without a gap. The nightly job reads it: what it corrects although the stream followed is drift.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final String NAME = "stream";
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** How long Kinesis keeps a record by default: a stream that was away for longer may have missed some. */
    private static final Duration KEPT = Duration.ofHours(24);

    private final SyncState state;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);

    public Heartbeat(SyncState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("heartbeat").start(this::run);
    }

    private void run() {
        try {
            do {
                beatOrSay();
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatOrSay() {
        try {
            beat();
        } catch (StoreUnavailable e) {
            LOG.warn("no heartbeat: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("no heartbeat", e);
        }
    }

    /** One beat. Another instance's that came first will do. */
    void beat() {
        Instant now = clock.instant();
        Optional<Entry> entry = state.find(NAME);
        Optional<Instant> last = instant(entry, "heartbeat");
        boolean gap = last.isEmpty() || last.get().isBefore(now.minus(KEPT));
        Instant since = gap ? now : instant(entry, "since").orElse(now);
        state.replace(
                NAME,
                Map.of("since", since.toString(), "heartbeat", now.toString()),
                entry.map(Entry::version).orElse(0L));
    }

    private static Optional<Instant> instant(Optional<Entry> entry, String field) {
        return entry.map(found -> found.fields().get(field)).map(Instant::parse);
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
