package org.catalogsync.cdc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches on, and knows two ways of standing still. While the stream is paused it waits with the batch at hand: thrown back, it would come again every second, and each time its bad records would be set aside anew.
 * When the process ends it takes no new batch, and waits for those at hand.
 */
public final class Standstill {
    private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);
    private static final long LOOK_MILLIS = 1_000;

    private final Pauses pauses;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Batches at hand share it; the end takes it alone. */
    private final ReadWriteLock atHand = new ReentrantReadWriteLock();

    public Standstill(Pauses pauses) {
        this.pauses = pauses;
    }

    /** The process ends; the batch comes again elsewhere. */
    public static final class Ending extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ending() {
            super("the process ends; no batch is begun any more", null, false, false);
        }
    }

    /**
     * @param from the shard, or the file, for the log
     * @param batch handles the batch; again, after a pause
     * @param checkpoint says that the batch is done; called when it is
     */
    public void handle(String from, Runnable batch, Runnable checkpoint) {
        atHand.readLock().lock();
        try {
            if (closing.getCount() == 0) {
                throw new Ending();
            }
            handleUnlessPaused(from, batch);
            checkpoint.run();
        } finally {
            atHand.readLock().unlock();
        }
    }

    private void handleUnlessPaused(String from, Runnable batch) {
        while (true) {
            try {
                batch.run();
                return;
            } catch (StreamPaused pause) {
                LOG.error("{} stands still: {}", from, pause.getMessage());
                if (!accepted()) {
                    throw pause;
                }
                LOG.info("{} goes on", from);
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
    public void close() {
        closing.countDown();
    }

    /** Waits for the batches at hand; false when they are not done in time. */
    public boolean awaitEmpty(Duration patience) {
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
