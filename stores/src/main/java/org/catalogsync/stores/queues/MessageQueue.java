package org.catalogsync.stores.queues;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One queue with its dead-letter queue. A queue whose name ends in {@code .fifo} keeps the order within a group ({@link QueueName}). */
public interface MessageQueue {

    /** Creates queue and dead-letter queue (redrive after {@code maxReceives}) where they are missing. */
    void createIfAbsent(int maxReceives);

    /** Creates the queue without one for its dead letters, where it is missing: for a queue that holds dead letters itself. They are kept for the 14 days that SQS allows. */
    void createAloneIfAbsent();

    /** The queue's ARN, as a target of event rules. */
    String arn();

    /** Sends any number, ten a batch; refused entries alone are sent again. Not to a FIFO queue, which must be told the group. */
    void send(List<String> bodies);

    /**
     * Sends any number, ten a batch; refused entries alone are sent again. A FIFO queue takes the messages of one group in this order, and for five minutes drops what comes again under the same id; any other queue is
     * told neither group nor id.
     */
    void sendGrouped(List<Grouped> messages);

    /** Up to ten messages, hidden from others for {@code visibility}; waits up to {@code wait}. Of a FIFO queue, none of a group that another holds a message of. */
    List<Message> receive(int max, Duration wait, Duration visibility);

    /** Acknowledges. A message whose time was up comes again. */
    void delete(List<Message> messages);

    /** Makes messages visible again at once, for a retry; one whose time was up already is. */
    default void release(List<Message> messages) {
        release(messages, Duration.ZERO);
    }

    /** Makes messages visible again so much later. */
    void release(List<Message> messages, Duration after);

    /**
     * Hides messages for {@code visibility} from now, without another receive being counted. SQS does so for 12 hours after a receive at most.
     *
     * @return those that still are this receiver's, in their order; the others come again, here or elsewhere
     */
    List<Message> keep(List<Message> messages, Duration visibility);

    long approximateDepth();

    MessageQueue deadLetters();

    /**
     * A message to send, and its place.
     *
     * @param group whose messages keep their order, up to 128 letters, digits and signs
     * @param id the same for a message that is sent again, of the same alphabet
     */
    record Grouped(String body, String group, String id) {}

    record Message(String id, String receipt, String body, int receives, Map<String, String> attributes) {
        private static final String GROUP = "MessageGroupId";

        /** The group whose order the message is part of; null where there is none. */
        public @Nullable String group() {
            return attributes.get(GROUP);
        }
    }
}
