package org.catalogsync.cdc.fanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes hints from a queue, hands them on together, and acknowledges what was done. At least once. Of a batch only the messages that failed come back; what is no hint, or fails again and again, ends in the queue's dead
 * letters by its redrive policy. Of a FIFO queue the later messages of a failed one's group come back with it. While a store is away the batch at hand comes back after three minutes and little more is received; an outage of half an hour brings what was received again and again to the dead letters, too.
 */
public final class QueueWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

    /** Hints that are handled together, when so many wait. */
    private static final int BATCH = 100;

    private static final int PER_CALL = 10;
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Longer than a batch may be retried. */
    private static final Duration HIDDEN = Duration.ofMinutes(3);

    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(5);
    private static final int REMEMBERED = 10_000;

    private final String name;
    private final MessageQueue queue;
    private final Consumer<List<Hint>> handler;
    private final IntConsumer failures;
    private final Handling around;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** Events that were done lately: a second delivery needs no second look. The oldest are forgotten. */
    private final Set<String> done = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    /**
     * @param handler does what the hints ask for, or throws; may be asked again for hints that it has done
     * @param failures told how many messages were given back
     */
    public QueueWorker(String name, MessageQueue queue, Consumer<List<Hint>> handler, IntConsumer failures) {
        this(name, queue, handler, failures, Handling.PLAIN);
    }

    /** @param around what stands around each call of the handler */
    public QueueWorker(
            String name, MessageQueue queue, Consumer<List<Hint>> handler, IntConsumer failures, Handling around) {
        this.name = name;
        this.queue = queue;
        this.handler = handler;
        this.failures = failures;
        this.around = around;
    }

    /** Starts receiving on so many threads. */
    public void start(int workers) {
        for (int i = 1; i <= workers; i++) {
            threads.add(Thread.ofVirtual().name(name + "-" + i).start(this::work));
        }
    }

    private void work() {
        while (!closed(Duration.ZERO)) {
            try {
                List<Message> batch = receive();
                if (!batch.isEmpty()) {
                    handle(batch);
                }
            } catch (StoreUnavailable e) {
                LOG.error("{} waits: {}", name, e.getMessage());
                closed(AFTER_OUTAGE);
            } catch (RuntimeException e) {
                LOG.error("{} goes on after a failure", name, e);
                closed(AFTER_OUTAGE);
            }
        }
    }

    private List<Message> receive() {
        List<Message> batch = new ArrayList<>(queue.receive(PER_CALL, WAIT, HIDDEN));
        int last = batch.size();
        while (last == PER_CALL && batch.size() < BATCH) {
            List<Message> more = queue.receive(PER_CALL, Duration.ZERO, HIDDEN);
            last = more.size();
            batch.addAll(more);
        }
        return batch;
    }

    /** Handles messages and acknowledges those that were done. */
    void handle(List<Message> batch) {
        Ends ends = new Ends();
        Map<Message, Hint> open = new LinkedHashMap<>();
        for (Message message : batch) {
            Hint hint = Hint.of(message);
            if (hint != null && done.contains(hint.eventId())) {
                ends.finished.add(message);
            } else if (ends.heldBack(message)) {
                ends.failed(message);
            } else if (hint == null) {
                LOG.warn("{}: message {} is no hint (received {} times)", name, message.id(), message.receives());
                ends.failed(message);
            } else {
                open.put(message, hint);
            }
        }
        try {
            handle(open, ends);
        } finally {
            queue.delete(ends.finished);
            queue.release(ends.failed);
            failures.accept(ends.failed.size());
        }
    }

    private void handle(Map<Message, Hint> open, Ends ends) {
        if (open.isEmpty() || handled(open, ends)) {
            return;
        }
        // One of them is at fault: the others must not suffer for it.
        open.forEach((message, hint) -> {
            if (ends.heldBack(message) || !handled(Map.of(message, hint), ends)) {
                ends.failed(message);
            }
        });
    }

    /** An outage is thrown on: it is nobody's fault, and the messages come back when their time is up. */
    private boolean handled(Map<Message, Hint> hints, Ends ends) {
        try {
            around.handle(hints, () -> handler.accept(List.copyOf(hints.values())));
        } catch (StoreUnavailable outage) {
            throw outage;
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: {} hints failed, the first {}",
                    name,
                    hints.size(),
                    hints.values().iterator().next(),
                    e);
            return false;
        }
        hints.values().forEach(hint -> done.add(hint.eventId()));
        ends.finished.addAll(hints.keySet());
        return true;
    }

    /** What became of a batch. Behind a message that failed, none of its group may be acknowledged: the order of the group would be lost. */
    private static final class Ends {
        final List<Message> finished = new ArrayList<>();
        final List<Message> failed = new ArrayList<>();
        private final Set<String> failedGroups = new HashSet<>();

        void failed(Message message) {
            failed.add(message);
            if (message.group() != null) {
                failedGroups.add(message.group());
            }
        }

        boolean heldBack(Message message) {
            return message.group() != null && failedGroups.contains(message.group());
        }
    }

    private boolean closed(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Finishes what is under way. */
    @Override
    public void close() {
        closing.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
