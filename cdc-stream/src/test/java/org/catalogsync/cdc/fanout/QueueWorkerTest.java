package org.catalogsync.cdc.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void anOutageGivesNothingBackAndAcknowledgesNothing() {
        QueueWorker worker = new QueueWorker(
                "test",
                queue,
                hints -> {
                    throw new StoreUnavailable("index: unavailable", null);
                },
                failed -> {});

        assertThatThrownBy(() -> worker.handle(received(hint(ONE, 1)))).isInstanceOf(StoreUnavailable.class);
        assertThat(queue.released()).isEmpty();
        assertThat(queue.deleted()).isEmpty();
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
