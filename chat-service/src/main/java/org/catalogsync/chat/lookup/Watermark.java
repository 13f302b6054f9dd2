package org.catalogsync.chat.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.stores.state.Watermarks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watermark of the read side, read every two seconds and not once a question. While it cannot be read the last one holds: it is a moment in the past, and only grows older. */
public final class Watermark implements Freshness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watermark.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Watermarks watermarks;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Instant last;
    private boolean failed;

    /** Begins to read at once. */
    public Watermark(Watermarks watermarks) {
        this.watermarks = watermarks;
        Thread.ofVirtual().name("watermark").start(this::run);
    }

    private void run() {
        try {
            do {
                read();
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            watermarks.everyProduct().ifPresent(read -> last = read);
            failed = false;
        } catch (RuntimeException e) {
            if (!failed) {
                LOG.warn("the watermark cannot be read: {}", e.getMessage());
            }
            failed = true;
        }
    }

    @Override
    public @Nullable Instant watermark() {
        return last;
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
