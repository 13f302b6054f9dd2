package org.catalogsync.cdc.kinesis;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.Pauses;
import org.catalogsync.cdc.StreamFlow;
import org.catalogsync.cdc.StreamPaused;
import org.catalogsync.cdc.intake.Received;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Hands batches on, and while the stream is paused waits with the one at hand. Thrown back, it would come again every second, and each time its bad records would be set aside anew.
 */
final class Standstill implements ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);
    private static final long LOOK_MILLIS = 1_000;

    private final StreamFlow flow;
    private final Pauses pauses;
    private final CountDownLatch closing = new CountDownLatch(1);

    Standstill(StreamFlow flow, Pauses pauses) {
        this.flow = flow;
        this.pauses = pauses;
    }

    void handle(String shard, List<Received> batch) {
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

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing.countDown();
    }
}
