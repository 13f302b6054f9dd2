package org.catalogsync.stores.queues;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One queue with its dead-letter queue. */
public interface MessageQueue {

    /** Creates queue and dead-letter queue (redrive after {@code maxReceives}) where they are missing. */
    void createIfAbsent(int maxReceives);

    /** Creates the queue without one for its dead letters, where it is missing: for a queue that holds dead letters itself. They are kept for the 14 days that SQS allows. */
    void createAloneIfAbsent();

    /** The queue's ARN, as a target of event rules. */
    String arn();

    /** Sends any number, ten a batch; refused entries alone are sent again. */
    void send(List<String> bodies);

    /** Up to ten messages, hidden from others for {@code visibility}; waits up to {@code wait}. */
    List<Message> receive(int max, Duration wait, Duration visibility);

    /** Acknowledges. */
    void delete(List<Message> messages);

    /** Makes messages visible again at once, for a retry. */
    void release(List<Message> messages);

    long approximateDepth();

    MessageQueue deadLetters();

    record Message(String id, String receipt, String body, int receives, Map<String, String> attributes) {}
}
