package org.catalogsync.cdc.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.catalogsync.cdc.Pauses;
import org.catalogsync.cdc.StreamFlow;
import org.catalogsync.cdc.StreamPaused;
import org.catalogsync.cdc.intake.Received;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches on, and knows two ways of standing still. While the stream is paused it waits with the batch at hand: thrown back, it would come again every second, and each time its bad records would be set aside anew.
 * When the process ends it takes no new batch, and waits for those at hand.
 */
final class Standstill {
    private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);
    private static final long LOOK_MILLIS = 1_000;

    private final StreamFlow flow;
    private final Pauses pauses;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Batches at hand share it; the end takes it alone. */
    private final ReadWriteLock atHand = new ReentrantReadWriteLock();

    Standstill(StreamFlow flow, Pauses pauses) {
        this.flow = flow;
        this.pauses = pauses;
    }

    /** The process ends; the batch comes again elsewhere. */
    static final class Ending extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ending() {
            super("the process ends; no batch is begun any more", null, false, false);
        }
    }

    /** @param checkpoint says that the batch is done; called when it is */
    void handle(String shard, List<Received> batch, Runnable checkpoint) {
        atHand.readLock().lock();
        try {
            if (closing.getCount() == 0) {
                throw new Ending();
            }
            handleUnlessPaused(shard, batch);
            checkpoint.run();
        } finally {
            atHand.readLock().unlock();
        }
    }

    private void handleUnlessPaused(String shard, List<Received> batch) {
        while (true) {
            try {
                flow.handle(batch);
                return;
            } catch (StreamPaused pause) {
                LOG.error("{} stands still: {}", shard, pause.getMessage());
                if (!accepted()) {
                    throw pause;
                }
                LOG.info("{} goes on", shard);
            }
        }
    }

    /** Waits until somebody has accepted what pauses the stream; false when the process ends first. */
    private boolean accepted() {
        try {
            while (pauses.why().isPresent()) {
                if (closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes no new batch. */
    void close() {
        closing.countDown();
    }

    /** Waits for the batches at hand; false when they are not done in time. */
    boolean awaitEmpty(Duration patience) {
        try {
            boolean empty = atHand.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (empty) {
                atHand.writeLock().unlock();
            }
            return empty;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
