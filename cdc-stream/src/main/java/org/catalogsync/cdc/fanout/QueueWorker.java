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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes hints from a queue, hands them on together, and acknowledges what was done. At least once. Of a batch only the messages that failed come back; what is no hint, or fails again and again, ends in the queue's dead
 * letters by its redrive policy. Of a FIFO queue the later messages of a failed one's group come back with it. While a store is away each worker keeps the batch at hand, hidden for as long as that takes, and receives nothing: an
 * outage is no fault of the messages, and no receive of theirs is spent on it.
 */
public final class QueueWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

    /** Hints that are handled together, when so many wait. */
    private static final int BATCH = 100;

    private static final int PER_CALL = 10;
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Longer than a batch may be retried, and the pause after it. */
    private static final Duration HIDDEN = Duration.ofMinutes(3);

    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(5);
    private static final int REMEMBERED = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String name;
    private final MessageQueue queue;
    private final Consumer<List<Hint>> handler;
    private final IntConsumer failures;
    private final Handling around;
    private final Duration afterOutage;
    private final AtomicInteger inHand = new AtomicInteger();
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
        this(name, queue, handler, failures, around, AFTER_OUTAGE);
    }

    QueueWorker(
            String name,
            MessageQueue queue,
            Consumer<List<Hint>> handler,
            IntConsumer failures,
            Handling around,
            Duration afterOutage) {
        this.name = name;
        this.queue = queue;
        this.handler = handler;
        this.failures = failures;
        this.around = around;
        this.afterOutage = afterOutage;
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
                outlast(receive());
            } catch (StoreUnavailable e) {
                LOG.error("{} waits: {}", name, e.getMessage());
                closed(afterOutage);
            } catch (RuntimeException e) {
                LOG.error("{} goes on after a failure", name, e);
                closed(afterOutage);
            }
        }
    }

    /** Handles a batch, however long a store is away: only what is closed meanwhile gives it back. */
    void outlast(List<Message> batch) {
        inHand.addAndGet(batch.size());
        try {
            List<Message> held = batch;
            while (!held.isEmpty()) {
                Ends ends = handle(held);
                held = ends.outage == null ? List.of() : await(ends.open, ends.outage);
            }
        } finally {
            inHand.addAndGet(-batch.size());
        }
    }

    /** Returns what is to be handled again; nothing where this is closed meanwhile. */
    private List<Message> await(List<Message> held, StoreUnavailable outage) {
        LOG.error("{} keeps {} hints and waits: {}", name, held.size(), outage.getMessage());
        if (closed(afterOutage)) {
            queue.release(held);
            return List.of();
        }
        return stillHeld(held);
    }

    /** Whoever waited too long has lost a message to another receiver, and with it those behind it in its group. */
    private List<Message> stillHeld(List<Message> held) {
        Set<Message> kept = new HashSet<>(queue.keep(held, HIDDEN));
        Set<String> lostGroups = new HashSet<>();
        List<Message> still = new ArrayList<>();
        for (Message message : held) {
            if (!kept.contains(message) || (message.group() != null && lostGroups.contains(message.group()))) {
                if (message.group() != null) {
                    lostGroups.add(message.group());
                }
            } else {
                still.add(message);
            }
        }
        return still;
    }

    private List<Message> receive() {
        List<Message> batch = new ArrayList<>(queue.receive(PER_CALL, WAIT, HIDDEN));
        int last = batch.size();
        while (last == PER_CALL && batch.size() < BATCH) {
            last = receiveMore(batch);
        }
        return batch;
    }

    /** What is at hand already is worth handling, whatever became of the queue. */
    private int receiveMore(List<Message> batch) {
        try {
            List<Message> more = queue.receive(PER_CALL, Duration.ZERO, HIDDEN);
            batch.addAll(more);
            return more.size();
        } catch (StoreUnavailable e) {
            LOG.error("{} handles what it has: {}", name, e.getMessage());
            return 0;
        }
    }

    /** How many messages are received and not yet done or given back. */
    public int inHand() {
        return inHand.get();
    }

    /** Handles messages, acknowledges those that were done and gives back those that failed. What an outage left open is neither. */
    Ends handle(List<Message> batch) {
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
        } catch (StoreUnavailable outage) {
            ends.outage(outage, open.keySet());
        }
        settle(ends);
        return ends;
    }

    /** Each by itself: what cannot be acknowledged must not keep what failed from coming back. */
    private void settle(Ends ends) {
        failures.accept(ends.failed.size());
        try {
            queue.delete(ends.finished);
        } finally {
            queue.release(ends.failed, pause(ends.failed));
        }
    }

    /** Longer each time: what a store refuses for a while, such as one that fails over, must not spend all of a message's receives in a moment. */
    private static Duration pause(List<Message> failed) {
        int receives = failed.stream().mapToInt(Message::receives).max().orElse(0);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(receives, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
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

    /** An outage is thrown on: it is nobody's fault. */
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
    static final class Ends {
        final List<Message> finished = new ArrayList<>();
        final List<Message> failed = new ArrayList<>();
        List<Message> open = List.of();

        @Nullable
        StoreUnavailable outage;

        private final Set<String> failedGroups = new HashSet<>();

        void failed(Message message) {
            failed.add(message);
            if (message.group() != null) {
                failedGroups.add(message.group());
            }
        }

        void outage(StoreUnavailable e, Set<Message> begun) {
            Set<Message> ended = new HashSet<>(finished);
            ended.addAll(failed);
            outage = e;
            List<Message> rest =
                    begun.stream().filter(message -> !ended.contains(message)).toList();
            // Behind one that failed, the rest of its group comes back with it.
            rest.stream().filter(this::heldBack).forEach(failed::add);
            open = rest.stream().filter(message -> !heldBack(message)).toList();
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
