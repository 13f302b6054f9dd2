package org.catalogsync.cdc.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.catalogsync.cdc.support.MemoryQueue;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.queues.MessageQueue.Grouped;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.junit.jupiter.api.Test;

class QueueWorkerTest {
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";
    private static final String THREE = "9784088725116";

    private final MemoryQueue queue = new MemoryQueue();
    private final List<String> handled = new ArrayList<>();

    @Test
    void onlyTheMessagesThatFailedComeBack() {
        QueueWorker worker = worker(TWO);
        worker.handle(received(hint(ONE, 1), hint(TWO, 1), hint(THREE, 1)));

        assertThat(handled).containsExactlyInAnyOrder(ONE, THREE);
        assertThat(queue.deleted()).hasSize(2);
        assertThat(queue.released())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains(TWO));
    }

    @Test
    void whatIsNoHintComesBackUntilItsQueueSetsItAside() {
        worker("none")
                .handle(received("no JSON", hint(ONE, 1), "{\"detail\": {\"isbn\": \"12\", \"event_id\": \"x\"}}"));

        assertThat(handled).containsExactly(ONE);
        assertThat(queue.released()).hasSize(2);
    }

    @Test
    void anEventThatWasDoneIsNotDoneAgain() {
        QueueWorker worker = worker("none");
        worker.handle(received(hint(ONE, 1)));
        worker.handle(received(hint(ONE, 1), hint(ONE, 2)));

        assertThat(handled).containsExactly(ONE, ONE);
        assertThat(queue.deleted()).hasSize(3);
    }

    @Test
    void anEventThatAnArchiveReplaysIsDoneOnceMore() {
        QueueWorker worker = worker("none");
        String replayed = hint(ONE, 1).replaceFirst("\\{", "{\"replay-name\": \"restored\", ");
        worker.handle(received(hint(ONE, 1)));

        worker.handle(received(replayed));
        worker.handle(received(replayed));

        assertThat(handled).containsExactly(ONE, ONE);
        assertThat(queue.deleted()).hasSize(3);
    }

    /** Ten receives are all that a message has before it ends in the dead letters. */
    @Test
    void anOutageHoweverLongCostsAMessageNoReceive() {
        AtomicInteger attempts = new AtomicInteger();
        QueueWorker worker = outlasting(hints -> {
            if (attempts.incrementAndGet() <= 40) {
                throw new StoreUnavailable("index: unavailable", null);
            }
            hints.forEach(hint -> handled.add(hint.isbn().value()));
        });
        List<Message> batch = received(hint(ONE, 1), hint(TWO, 1));

        worker.outlast(batch);

        assertThat(handled).containsExactly(ONE, TWO);
        assertThat(queue.kept()).as("hidden for longer after each attempt").isEqualTo(40);
        assertThat(queue.released()).isEmpty();
        assertThat(queue.deleted()).extracting(Message::receives).containsExactly(1, 1);
    }

    @Test
    void duringAnOutageNothingMoreIsReceived() throws InterruptedException {
        CountDownLatch attempts = new CountDownLatch(5);
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean away = new AtomicBoolean(true);
        queue.send(List.of(hint(ONE, 1)));
        QueueWorker worker = outlasting(hints -> {
            if (away.get()) {
                queue.send(List.of(hint(TWO, attempts.getCount())));
                attempts.countDown();
                throw new StoreUnavailable("index: unavailable", null);
            }
            if (hints.getFirst().isbn().value().equals(TWO)) {
                over.countDown();
            }
        });

        worker.start(1);
        assertThat(attempts.await(10, TimeUnit.SECONDS)).isTrue();
        long waiting = queue.approximateDepth();
        away.set(false);
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        worker.close();

        assertThat(waiting).as("sent during the outage, not received").isGreaterThanOrEqualTo(5);
        assertThat(queue.deleted()).extracting(Message::receives).containsOnly(1);
        assertThat(queue.released()).isEmpty();
    }

    @Test
    void whatWasDoneBeforeAnOutageIsAcknowledgedAndTheRestIsKept() {
        QueueWorker worker = outlasting(hints -> {
            if (hints.size() > 1) {
                throw new IllegalStateException("one of them, who knows which");
            }
            if (hints.getFirst().isbn().value().equals(TWO) && queue.kept() == 0) {
                throw new StoreUnavailable("index: unavailable", null);
            }
            handled.add(hints.getFirst().isbn().value());
        });

        worker.outlast(received(hint(ONE, 1), hint(TWO, 1), hint(THREE, 1)));

        assertThat(handled).containsExactly(ONE, TWO, THREE);
        assertThat(queue.kept()).isEqualTo(1);
        assertThat(queue.deleted()).hasSize(3);
        assertThat(queue.released()).isEmpty();
    }

    @Test
    void behindAFailedMessageNoneOfItsGroupIsAcknowledgedAlsoIfAnOutageComesBetween() {
        queue.sendGrouped(List.of(grouped(TWO, "a", 1), grouped(THREE, "b", 1), grouped(ONE, "a", 2)));
        QueueWorker worker = outlasting(hints -> {
            if (hints.stream().anyMatch(hint -> hint.isbn().value().equals(TWO))) {
                throw new IllegalStateException("cannot");
            }
            if (queue.kept() == 0) {
                throw new StoreUnavailable("index: unavailable", null);
            }
            hints.forEach(hint -> handled.add(hint.isbn().value()));
        });

        worker.outlast(queue.receive(10, Duration.ZERO, Duration.ZERO));

        assertThat(handled).containsExactly(THREE);
        assertThat(queue.deleted()).extracting(Message::group).containsExactly("b");
        assertThat(queue.released()).extracting(Message::body).containsExactly(hint(TWO, 1), hint(ONE, 2));
    }

    @Test
    void whatFailsComesBackLaterEachTime() {
        List<Duration> pauses = new ArrayList<>();
        MemoryQueue paused = new MemoryQueue() {
            @Override
            public synchronized void release(List<Message> messages, Duration after) {
                pauses.add(after);
                super.release(messages, after);
            }
        };
        paused.send(List.of("no JSON"));
        QueueWorker worker = new QueueWorker("test", paused, hints -> {}, failed -> {});

        for (int i = 0; i < 10; i++) {
            worker.outlast(paused.receive(10, Duration.ZERO, Duration.ZERO));
        }

        assertThat(pauses)
                .hasSize(10)
                .startsWith(Duration.ofSeconds(2), Duration.ofSeconds(4))
                .isSorted();
        assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum())
                .as("seconds until the dead letters")
                .isBetween(300L, 600L);
    }

    @Test
    void whatIsInHandIsTold() {
        List<Integer> seen = new ArrayList<>();
        QueueWorker[] worker = new QueueWorker[1];
        worker[0] = outlasting(hints -> seen.add(worker[0].inHand()));

        worker[0].outlast(received(hint(ONE, 1), hint(TWO, 1)));

        assertThat(seen).containsExactly(2);
        assertThat(worker[0].inHand()).isZero();
    }

    @Test
    void aStopDuringAnOutageGivesTheBatchBack() {
        QueueWorker worker = outlasting(hints -> {
            throw new StoreUnavailable("index: unavailable", null);
        });
        List<Message> batch = received(hint(ONE, 1));
        worker.close();

        worker.outlast(batch);

        assertThat(queue.released()).hasSize(1);
        assertThat(queue.deleted()).isEmpty();
    }

    @Test
    void whatAnotherReceiverHasByNowIsLeftToItWithItsGroup() {
        MemoryQueue losing = new MemoryQueue() {
            @Override
            public synchronized List<Message> keep(List<Message> messages, Duration visibility) {
                return super.keep(messages, visibility).stream()
                        .filter(message -> !message.body().contains(TWO))
                        .toList();
            }
        };
        losing.sendGrouped(List.of(grouped(ONE, "a", 1), grouped(TWO, "b", 1), grouped(THREE, "b", 2)));
        AtomicInteger attempts = new AtomicInteger();
        QueueWorker worker = new QueueWorker(
                "test",
                losing,
                hints -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new StoreUnavailable("index: unavailable", null);
                    }
                    hints.forEach(hint -> handled.add(hint.isbn().value()));
                },
                failed -> {},
                Handling.PLAIN,
                Duration.ZERO);

        worker.outlast(losing.receive(10, Duration.ZERO, Duration.ZERO));

        assertThat(handled).containsExactly(ONE);
        assertThat(losing.deleted()).extracting(Message::group).containsExactly("a");
    }

    @Test
    void whatCannotBeAcknowledgedKeepsNothingElseFromComingBack() {
        MemoryQueue undeletable = new MemoryQueue() {
            @Override
            public synchronized void delete(List<Message> messages) {
                throw new StoreUnavailable("queues: away", null);
            }
        };
        undeletable.send(List.of(hint(ONE, 1), "no JSON"));
        QueueWorker worker = new QueueWorker("test", undeletable, hints -> {}, failed -> {});

        assertThatThrownBy(() -> worker.handle(undeletable.receive(10, Duration.ZERO, Duration.ZERO)))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(undeletable.released()).extracting(Message::body).containsExactly("no JSON");
    }

    @Test
    void behindAFailedMessageNoneOfItsGroupIsAcknowledged() {
        queue.sendGrouped(List.of(
                grouped(ONE, "a", 1),
                grouped(TWO, "b", 1),
                grouped(ONE, "b", 2),
                grouped(THREE, "a", 3),
                grouped(THREE, "b", 4)));

        worker(TWO).handle(queue.receive(10, Duration.ZERO, Duration.ZERO));

        assertThat(handled).as("of the other group").containsExactly(ONE, THREE);
        assertThat(queue.deleted()).extracting(Message::group).containsExactly("a", "a");
        assertThat(queue.released())
                .extracting(Message::body)
                .containsExactly(hint(TWO, 1), hint(ONE, 2), hint(THREE, 4));
    }

    @Test
    void whatIsNoHintHoldsItsGroupBackUntilItsQueueSetsItAside() {
        queue.sendGrouped(List.of(new Grouped("no JSON", "a", "1"), grouped(ONE, "a", 1), grouped(TWO, "b", 1)));

        worker("none").handle(queue.receive(10, Duration.ZERO, Duration.ZERO));

        assertThat(handled).containsExactly(TWO);
        assertThat(queue.released()).extracting(Message::body).containsExactly("no JSON", hint(ONE, 1));
    }

    private static Grouped grouped(String isbn, String group, long rev) {
        return new Grouped(hint(isbn, rev), group, isbn + "@" + rev);
    }

    private QueueWorker outlasting(Consumer<List<Hint>> handler) {
        return new QueueWorker("test", queue, handler, failed -> {}, Handling.PLAIN, Duration.ZERO);
    }

    private QueueWorker worker(String failing) {
        return new QueueWorker(
                "test",
                queue,
                hints -> {
                    if (hints.stream().anyMatch(hint -> hint.isbn().value().equals(failing))) {
                        throw new IllegalStateException("cannot");
                    }
                    hints.forEach(hint -> handled.add(hint.isbn().value()));
                },
                failed -> {});
    }

    private List<Message> received(String... bodies) {
        queue.send(List.of(bodies));
        return queue.receive(10, Duration.ZERO, Duration.ZERO);
    }

    private static String hint(String isbn, long rev) {
        return "{\"detail\": {\"isbn\": \"" + isbn + "\", \"event_id\": \"" + isbn + "@" + rev + "\"}}";
    }
}
