package org.catalogsync.stores.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.queues.MessageQueue.Grouped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a queue does when single entries fail inside an answer that succeeded. */
class FailingQueueTest {
    private FaultyProxy proxy;
    private Stores stores;
    private MessageQueue queue;

    @BeforeEach
    void openThroughProxy() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.SQS));
        proxy = FaultyProxy.to(URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_SQS"))));
        environment.put("AWS_ENDPOINT_URL_SQS", proxy.url());
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        queue = stores.queue("faults-" + Long.toString(System.nanoTime(), 36));
        queue.createIfAbsent(3);
    }

    @AfterEach
    void close() {
        stores.close();
        proxy.close();
    }

    @Test
    void sendsOnlyFailedEntriesAgain() {
        proxy.answer("SendMessageBatch", 200, failure("1", false, "InternalError"));

        queue.send(List.of("first", "second"));

        List<FaultyProxy.Seen> calls = proxy.seen("SendMessageBatch");
        assertThat(calls).hasSize(2);
        assertThat(calls.getLast().text()).contains("second").doesNotContain("first");
    }

    @Test
    void refusesAMessageThatTheQueueWillNeverTake() {
        proxy.answer("SendMessageBatch", 200, failure("0", true, "InvalidMessageContents"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.send(List.of("first")))
                .withMessageContaining("InvalidMessageContents");
    }

    @Test
    void toleratesReleasingAMessageWhoseTimeIsUp() {
        queue.send(List.of("first"));
        List<MessageQueue.Message> messages = queue.receive(10, Duration.ofSeconds(5), Duration.ofSeconds(30));
        proxy.answer(
                "ChangeMessageVisibilityBatch", 200, failure("0", true, "AWS.SimpleQueueService.MessageNotInflight"));

        queue.release(messages);

        assertThat(proxy.seen("ChangeMessageVisibilityBatch")).hasSize(1);
    }

    @Test
    void leavesAMessageWhoseReceiptHasExpiredToWhoeverHasItNow() {
        queue.send(List.of("first"));
        List<MessageQueue.Message> messages = queue.receive(10, Duration.ofSeconds(5), Duration.ofSeconds(30));
        proxy.answer("DeleteMessageBatch", 200, failure("0", true, "InvalidParameterValue"));
        proxy.answer("ChangeMessageVisibilityBatch", 200, failure("0", true, "ReceiptHandleIsInvalid"));

        queue.delete(messages);

        assertThat(proxy.seen("DeleteMessageBatch")).hasSize(1);
        assertThat(queue.keep(messages, Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    void saysThatAQueueIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> stores.queue("missing-queue").send(List.of("lost")))
                .withMessageContaining("missing-queue");
    }

    @Test
    void sendsNothingOfAGroupBeforeItsRefusedMessageIsTaken() {
        MessageQueue fifo = stores.queue("faults-" + Long.toString(System.nanoTime(), 36) + ".fifo");
        fifo.createIfAbsent(3);
        proxy.answer("SendMessageBatch", 200, failure("0", false, "InternalError"));

        fifo.sendGrouped(List.of(
                new Grouped("first of a", "a", "1"),
                new Grouped("second of a", "a", "2"),
                new Grouped("first of b", "b", "3")));

        List<String> calls = proxy.seen("SendMessageBatch").stream()
                .map(FaultyProxy.Seen::text)
                .toList();
        assertThat(calls).hasSize(3);
        assertThat(calls.get(0)).contains("first of a", "first of b").doesNotContain("second of a");
        assertThat(calls.get(1)).contains("first of a").doesNotContain("first of b", "second of a");
        assertThat(calls.get(2)).contains("second of a");
    }

    private static String failure(String id, boolean senderFault, String code) {
        return "{\"Successful\":[],\"Failed\":[{\"Id\":\"" + id + "\",\"SenderFault\":" + senderFault + ",\"Code\":\""
                + code + "\",\"Message\":\"m\"}]}";
    }
}
