package org.catalogsync.sync.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A queue that delivers at least once, late, doubled and out of order; a message leaves it only when its handling is done. */
final class Hints<M> {
    private final Scheduler scheduler;
    private final int longestDelay;
    private final double doubled;
    private final List<Message<M>> waiting = new ArrayList<>();
    private final List<M> inHand = new ArrayList<>();

    Hints(Scheduler scheduler, int longestDelay, double doubled) {
        this.scheduler = scheduler;
        this.longestDelay = longestDelay;
        this.doubled = doubled;
    }

    private static final class Message<M> {
        final M body;
        long due;
        boolean tried;

        Message(M body, long due) {
            this.body = body;
            this.due = due;
        }
    }

    void send(M body) {
        sendLater(body, 1 + scheduler.dice().nextInt(longestDelay));
        if (scheduler.chance(doubled)) {
            sendLater(body, 1 + scheduler.dice().nextInt(longestDelay));
        }
    }

    void sendLater(M body, int delay) {
        waiting.add(new Message<>(body, scheduler.now() + delay));
    }

    /** Nothing waits and nobody works on anything: two may have received the same message, and one of them is done before the other. */
    boolean isEmpty() {
        return waiting.isEmpty() && inHand.isEmpty();
    }

    boolean has(Predicate<M> which) {
        return waiting.stream().anyMatch(message -> which.test(message.body));
    }

    /** Whether somebody has begun with such a message and not finished it. */
    boolean hasTried(Predicate<M> which) {
        return inHand.stream().anyMatch(which)
                || waiting.stream().anyMatch(message -> message.tried && which.test(message.body));
    }

    /** One worker: handles due messages until the queue is drained for good. A message whose handling dies comes again; one that is not settled too, later. */
    void work(Handler<M> handler, java.util.function.BooleanSupplier closed) {
        int idle = 1;
        while (!(isEmpty() && closed.getAsBoolean())) {
            Message<M> message = due();
            if (message == null) {
                scheduler.sleep(idle);
                idle = Math.min(2 * idle, 32);
                continue;
            }
            idle = 1;
            message.tried = true;
            inHand.add(message.body);
            try {
                scheduler.step("receive");
                if (scheduler.traced()) {
                    scheduler.note("received " + message.body);
                }
                if (handler.handle(message.body)) {
                    waiting.remove(message);
                } else {
                    message.due = scheduler.now() + longestDelay;
                }
            } catch (Crash crash) {
                message.due = scheduler.now() + 1 + scheduler.dice().nextInt(longestDelay);
                scheduler.note("died at " + crash.getMessage());
                scheduler.sleep(1 + scheduler.dice().nextInt(30));
            } finally {
                inHand.remove(message.body);
            }
        }
    }

    /** True when the message is done. */
    @FunctionalInterface
    interface Handler<M> {
        boolean handle(M message);

        static <M> Handler<M> always(Consumer<M> act) {
            return message -> {
                act.accept(message);
                return true;
            };
        }
    }

    private @Nullable Message<M> due() {
        int due = 0;
        for (Message<M> message : waiting) {
            due += message.due <= scheduler.now() ? 1 : 0;
        }
        if (due == 0) {
            return null;
        }
        int chosen = scheduler.dice().nextInt(due);
        for (Message<M> message : waiting) {
            if (message.due <= scheduler.now() && chosen-- == 0) {
                return message;
            }
        }
        return null;
    }
}
