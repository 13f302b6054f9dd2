package org.catalogsync.stores.queues;

import static org.assertj.core.api.Assertions.assertThat;
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

    private MessageQueue queue(String name, int maxReceives) {
        MessageQueue queue = stores.queue("contract-" + name + "-" + Long.toString(System.nanoTime(), 36));
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
