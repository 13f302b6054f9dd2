package org.catalogsync.cdc.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.stores.queues.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many messages wait for a person. Read beside everything else: whoever asks for the metrics is told the last count and waits for no queue. */
public final class DeadLetterDepths implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDepths.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Map<String, Depth> depths = new LinkedHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private static final class Depth {
        private final MessageQueue queue;

        /** Not a number until the queue has answered once. */
        private volatile double count = Double.NaN;

        Depth(MessageQueue queue) {
            this.queue = queue;
        }

        double count() {
            return count;
        }
    }

    /** @param queues the queues of dead letters, by their names */
    public DeadLetterDepths(Map<String, MessageQueue> queues, MeterRegistry meters) {
        queues.forEach((name, queue) -> {
            Depth depth = new Depth(queue);
            depths.put(name, depth);
            Gauge.builder("catalog.sync.dlq.depth", depth, Depth::count)
                    .description("messages that wait in a queue of dead letters")
                    .tag("queue", name)
                    .register(meters);
        });
    }

    public void start() {
        Thread.ofVirtual().name("dlq-depth").start(this::run);
    }

    private void run() {
        try {
            do {
                look();
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at every queue. One that does not answer keeps its last count. */
    void look() {
        depths.forEach((name, depth) -> {
            try {
                double before = depth.count;
                depth.count = depth.queue.approximateDepth();
                if (depth.count > 0 && !(before > 0)) {
                    LOG.error("dead letters: {} wait in {}; nobody takes them but a person", (long) depth.count, name);
                }
            } catch (RuntimeException e) {
                LOG.warn("the depth of {} is not known: {}", name, e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
