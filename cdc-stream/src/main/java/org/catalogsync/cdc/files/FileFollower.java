package org.catalogsync.cdc.files;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.Standstill;
import org.catalogsync.cdc.StreamPaused;
import org.catalogsync.stores.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for new files until it is stopped. What fails is tried again from where the progress stands. */
final class FileFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileFollower.class);
    private static final Duration LAST_BATCH = Duration.ofSeconds(20);

    private final FileRounds rounds;
    private final Standstill standstill;
    private final Duration poll;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    FileFollower(FileRounds rounds, Standstill standstill, Duration poll) {
        this.rounds = rounds;
        this.standstill = standstill;
        this.poll = poll;
    }

    void start() {
        thread = Thread.ofVirtual().name("files").start(this::run);
    }

    boolean isRunning() {
        return thread != null && thread.isAlive();
    }

    private void run() {
        boolean told = false;
        do {
            try {
                FileRounds.Round round = rounds.round();
                if (!round.known() && !told) {
                    LOG.info("{} holds no change file yet", rounds.address());
                    told = true;
                }
            } catch (StoreUnavailable | ProgressRecord.Moved stops) {
                LOG.error("{} stands still: {}", rounds.address(), stops.getMessage());
            } catch (StreamPaused | Standstill.Ending stops) {
                // Thrown when the process ends, and told when it began.
                LOG.debug("{} ends: {}", rounds.address(), stops.getMessage());
            } catch (RuntimeException unexpected) {
                LOG.error("{} stands still", rounds.address(), unexpected);
            }
        } while (!closed());
    }

    private boolean closed() {
        try {
            return closing.await(poll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Begins no batch any more. */
    void stopTaking() {
        closing.countDown();
        standstill.close();
    }

    /** Waits for the batch at hand. */
    @Override
    public void close() {
        stopTaking();
        if (!standstill.awaitEmpty(LAST_BATCH)) {
            LOG.warn("the batch at hand was not finished within {}; it comes again", LAST_BATCH);
        }
    }
}
