package org.catalogsync.stores.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.queues.MessageQueue.Grouped;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every queue must do. Each test has a queue of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MessageQueueContract {
    private static final Duration HIDDEN = Duration.ofSeconds(60);

    private Stores stores;

    abstract Map<String, String> environment();

    @BeforeAll
    void openStores() {
        stores = Stores.of(StoresSettings.fromEnvironment(environment()));
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void createsOnceHoweverOftenAsked() {
        MessageQueue queue = queue("created", 3);

        queue.createIfAbsent(3);

        assertThat(queue.arn()).startsWith("arn:aws:sqs:").contains("created");
        assertThat(queue.deadLetters().arn()).isEqualTo(queue.arn() + "-dlq");
    }

    @Test
    void deliversEveryMessageOfAnyNumber() {
        MessageQueue queue = queue("many", 3);
        List<String> bodies =
                IntStream.range(0, 37).mapToObj(i -> "海辺の観測所 " + i).toList();

        queue.send(bodies);

        assertThat(receiveAll(queue, bodies.size())).containsExactlyInAnyOrderElementsOf(bodies);
    }

    @Test
    void sendsLargeMessagesInSeveralCalls() {
        MessageQueue queue = queue("large", 3);
        List<String> bodies =
                IntStream.range(0, 5).mapToObj(i -> i + "x".repeat(120_000)).toList();

        queue.send(bodies);

        assertThat(receiveAll(queue, bodies.size())).containsExactlyInAnyOrderElementsOf(bodies);
    }

    @Test
    void hidesAReceivedMessageAndForgetsADeletedOne() {
        MessageQueue queue = queue("deleted", 3);
        queue.send(List.of("once"));
        List<Message> received = receive(queue);

        assertThat(queue.receive(10, Duration.ZERO, HIDDEN)).isEmpty();
        queue.delete(received);

        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("once");
            assertThat(message.receives()).isEqualTo(1);
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> queue.approximateDepth() == 0);
    }

    @Test
    void givesAReleasedMessageAgainAtOnce() {
        MessageQueue queue = queue("released", 3);
        queue.send(List.of("again"));

        queue.release(receive(queue));

        assertThat(receive(queue))
                .singleElement()
                .satisfies(message -> assertThat(message.receives()).isEqualTo(2));
    }

    @Test
    void hidesAMessageForLongerWithoutCountingAReceive() throws InterruptedException {
        MessageQueue queue = queue("kept", 3);
        queue.send(List.of("held"));
        List<Message> held = queue.receive(10, Duration.ofSeconds(5), Duration.ofSeconds(2));

        assertThat(queue.keep(held, HIDDEN)).isEqualTo(held);
        Thread.sleep(2_500);
        List<Message> meanwhile = queue.receive(10, Duration.ZERO, HIDDEN);
        queue.release(held);

        assertThat(meanwhile).isEmpty();
        assertThat(receive(queue))
                .singleElement()
                .satisfies(message -> assertThat(message.receives()).isEqualTo(2));
    }

    @Test
    void doesNotKeepWhatIsGone() {
        MessageQueue queue = queue("gone", 3);
        queue.send(List.of("one", "two"));
        List<Message> received = new ArrayList<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> received.addAll(receive(queue)) && received.size() == 2);
        queue.delete(received.subList(0, 1));

        assertThat(queue.keep(received, HIDDEN)).containsExactly(received.get(1));
    }

    @Test
    void movesAMessageThatIsNeverAcknowledgedToTheDeadLetters() {
        MessageQueue queue = queue("poisoned", 2);
        queue.send(List.of("poison"));

        queue.release(receive(queue));
        queue.release(receive(queue));
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            queue.receive(10, Duration.ZERO, HIDDEN);
            return queue.deadLetters().approximateDepth() == 1;
        });

        assertThat(receive(queue.deadLetters())).extracting(Message::body).containsExactly("poison");
    }

    @Test
    void countsWhatWaits() {
        MessageQueue queue = queue("counted", 3);

        queue.send(List.of("a", "b", "c"));

        await().atMost(Duration.ofSeconds(10)).until(() -> queue.approximateDepth() == 3);
    }

    @Test
    void makesDeadLettersOfAFifoQueueFifo() {
        MessageQueue queue = fifo("named", 3);

        assertThat(queue.arn()).endsWith(".fifo");
        assertThat(queue.deadLetters().arn()).isEqualTo(queue.arn().replaceFirst("[.]fifo$", "-dlq.fifo"));
    }

    @Test
    void keepsTheOrderOfEachGroup() {
        MessageQueue queue = fifo("ordered", 3);
        List<Grouped> messages = IntStream.range(0, 40)
                .mapToObj(i -> new Grouped("of " + i % 3 + ": " + i, "group-" + i % 3, "id-" + i))
                .toList();

        queue.sendGrouped(messages);

        List<String> received = receiveAll(queue, messages.size());
        for (int group = 0; group < 3; group++) {
            String prefix = "of " + group + ":";
            assertThat(received.stream().filter(body -> body.startsWith(prefix)))
                    .containsExactlyElementsOf(messages.stream()
                            .map(Grouped::body)
                            .filter(body -> body.startsWith(prefix))
                            .toList());
        }
    }

    @Test
    void takesAGroupedMessageThatIsSentAgainOnce() {
        MessageQueue queue = fifo("repeated", 3);
        Grouped message = new Grouped("once", "9784088725093", "9784088725093@17");
        queue.sendGrouped(List.of(message));

        queue.sendGrouped(List.of(message, new Grouped("next", "9784088725093", "9784088725093@18")));

        assertThat(receiveAll(queue, 2)).containsExactly("once", "next");
        assertThat(queue.approximateDepth()).isZero();
    }

    @Test
    void holdsAGroupBackWhileOneOfItsMessagesIsHeld() {
        MessageQueue queue = fifo("held", 3);
        queue.sendGrouped(List.of(new Grouped("a1", "a", "1"), new Grouped("a2", "a", "2")));
        List<Message> held = queue.receive(1, Duration.ofSeconds(5), HIDDEN);
        queue.sendGrouped(List.of(new Grouped("b1", "b", "3")));

        List<Message> others = receive(queue);
        queue.release(held);

        assertThat(held).extracting(Message::body, Message::group).containsExactly(tuple("a1", "a"));
        assertThat(others).extracting(Message::body).containsExactly("b1");
        assertThat(receive(queue)).extracting(Message::body).containsExactly("a1", "a2");
    }

    @Test
    void tellsAQueueWithoutGroupsOfNone() {
        MessageQueue queue = queue("groupless", 3);
        Grouped message = new Grouped("each time", "group", "id");

        queue.sendGrouped(List.of(message, message));

        assertThat(receiveAll(queue, 2)).containsExactly("each time", "each time");
    }

    @Test
    void refusesAMessageWithoutAGroupInAFifoQueue() {
        MessageQueue queue = fifo("strict", 3);

        assertThatIllegalStateException()
                .isThrownBy(() -> queue.send(List.of("where to?")))
                .withMessageContaining("FIFO");
    }

    private MessageQueue queue(String name, int maxReceives) {
        return made(name + "-" + Long.toString(System.nanoTime(), 36), maxReceives);
    }

    private MessageQueue fifo(String name, int maxReceives) {
        return made(name + "-" + Long.toString(System.nanoTime(), 36) + ".fifo", maxReceives);
    }

    private MessageQueue made(String name, int maxReceives) {
        MessageQueue queue = stores.queue("contract-" + name);
        queue.createIfAbsent(maxReceives);
        return queue;
    }

    private static List<Message> receive(MessageQueue queue) {
        return queue.receive(10, Duration.ofSeconds(5), HIDDEN);
    }

    private static List<String> receiveAll(MessageQueue queue, int expected) {
        Set<String> ids = new HashSet<>();
        List<String> bodies = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<Message> messages = queue.receive(10, Duration.ofSeconds(1), HIDDEN);
            messages.stream().filter(message -> ids.add(message.id())).forEach(message -> bodies.add(message.body()));
            queue.delete(messages);
            return bodies.size() >= expected;
        });
        return bodies;
    }
}
