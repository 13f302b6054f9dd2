package org.catalogsync.stores.queues;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.AwsFailures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue in SQS. Sending is at least once: a call whose answer was lost is sent again; a FIFO queue recognises it by its id. */
public final class SqsQueue implements MessageQueue, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqsQueue.class);

    private static final int MESSAGES_PER_CALL = 10;

    /** One call may hold 1 MiB, a quarter of it on servers that do not know that yet; a single larger message goes alone. */
    private static final int CALL_BYTES = 256 * 1024;

    /** The answers about a message whose time was up, or that is gone. The general one stands for a receipt that has expired, a message that was deleted, and the end of the 12 hours. */
    private static final Set<String> NO_LONGER_HELD =
            Set.of("MessageNotInflight", "ReceiptHandleIsInvalid", "InvalidParameterValue");

    /** Dead letters wait for a person: for 14 days, as long as SQS allows. */
    private static final Map<QueueAttributeName, String> LONGEST_KEPT =
            Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");

    private final SqsClient sqs;
    private final QueueName name;
    private final Retry retry;
    private @Nullable String url;

    private SqsQueue(SqsClient sqs, QueueName name, Retry retry) {
        this.sqs = sqs;
        this.name = name;
        this.retry = retry;
    }

    public static SqsQueue open(AwsClients aws, String name, Retry retry) {
        return new SqsQueue(aws.open("SQS", SqsClient.builder()), new QueueName(name), retry);
    }

    @Override
    public void createIfAbsent(int maxReceives) {
        String deadLetters = new SqsQueue(sqs, name.deadLetters(), retry).create(LONGEST_KEPT);
        String redrive = "{\"deadLetterTargetArn\":\"" + attribute(deadLetters, QueueAttributeName.QUEUE_ARN)
                + "\",\"maxReceiveCount\":\"" + maxReceives + "\"}";
        create(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    }

    @Override
    public void createAloneIfAbsent() {
        create(LONGEST_KEPT);
    }

    /** A queue that exists with other attributes stays as it is: whoever set them meant them. */
    private String create(Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new EnumMap<>(attributes);
        if (name.fifo()) {
            all.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        return retry.call(
                "create queue " + name,
                () -> existing()
                        .orElseGet(() -> sqs.createQueue(
                                        q -> q.queueName(name.text()).attributes(all))
                                .queueUrl()));
    }

    private Optional<String> existing() {
        try {
            return Optional.of(sqs.getQueueUrl(q -> q.queueName(name.text())).queueUrl());
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    private synchronized String url() {
        if (url == null) {
            url = retry.call("find queue " + name, this::existing)
                    .orElseThrow(() -> new IllegalStateException("there is no queue " + name));
        }
        return url;
    }

    @Override
    public String arn() {
        return attribute(url(), QueueAttributeName.QUEUE_ARN);
    }

    @Override
    public long approximateDepth() {
        return Long.parseLong(attribute(url(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private String attribute(String queue, QueueAttributeName attribute) {
        String value = retry.call(
                "read " + attribute + " of " + name,
                () -> sqs.getQueueAttributes(q -> q.queueUrl(queue).attributeNames(attribute))
                        .attributes()
                        .get(attribute));
        if (value == null) {
            throw new IllegalStateException("queue " + name + " has no " + attribute);
        }
        return value;
    }

    @Override
    public void send(List<String> bodies) {
        if (name.fifo()) {
            throw new IllegalStateException("queue " + name + " is FIFO: a message without a group has no place in it");
        }
        sendInCalls(
                bodies,
                body -> body,
                body -> SendMessageBatchRequestEntry.builder().messageBody(body));
    }

    @Override
    public void sendGrouped(List<Grouped> messages) {
        if (!name.fifo()) {
            send(messages.stream().map(Grouped::body).toList());
            return;
        }
        for (List<Grouped> rank : ranks(messages)) {
            sendInCalls(
                    rank,
                    Grouped::body,
                    message -> SendMessageBatchRequestEntry.builder()
                            .messageBody(message.body())
                            .messageGroupId(message.group())
                            .messageDeduplicationId(message.id()));
        }
    }

    /**
     * The first message of each group, then the second, and so on. An entry of a call may be refused while a later one is taken; so no call holds two of a group, and none is made before all of the former ones are
     * taken.
     */
    private static List<List<Grouped>> ranks(List<Grouped> messages) {
        List<List<Grouped>> ranks = new ArrayList<>();
        Map<String, Integer> sent = new HashMap<>();
        for (Grouped message : messages) {
            int rank = sent.merge(message.group(), 1, Integer::sum) - 1;
            if (rank == ranks.size()) {
                ranks.add(new ArrayList<>());
            }
            ranks.get(rank).add(message);
        }
        return ranks;
    }

    private <T> void sendInCalls(
            List<T> messages, Function<T, String> body, Function<T, SendMessageBatchRequestEntry.Builder> entry) {
        List<T> call = new ArrayList<>(MESSAGES_PER_CALL);
        int bytes = 0;
        for (T message : messages) {
            int more = body.apply(message).getBytes(StandardCharsets.UTF_8).length;
            if (call.size() == MESSAGES_PER_CALL || bytes + more > CALL_BYTES) {
                sendCall(call, entry);
                call = new ArrayList<>(MESSAGES_PER_CALL);
                bytes = 0;
            }
            call.add(message);
            bytes += more;
        }
        sendCall(call, entry);
    }

    private <T> void sendCall(List<T> messages, Function<T, SendMessageBatchRequestEntry.Builder> entry) {
        batch(
                "send",
                messages,
                (entries, ids) -> sqs.sendMessageBatch(s -> s.queueUrl(url())
                                .entries(IntStream.range(0, entries.size())
                                        .mapToObj(i -> entry.apply(entries.get(i))
                                                .id(ids.get(i))
                                                .build())
                                        .toList()))
                        .failed(),
                Set.of());
    }

    @Override
    public List<Message> receive(int max, Duration wait, Duration visibility) {
        return retry.call(
                "receive from " + name,
                () -> sqs
                        .receiveMessage(r -> r.queueUrl(url())
                                .maxNumberOfMessages(Math.clamp(max, 1, MESSAGES_PER_CALL))
                                .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
                                .visibilityTimeout(Math.toIntExact(visibility.toSeconds()))
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                        .messages()
                        .stream()
                        .map(SqsQueue::message)
                        .toList());
    }

    private static Message message(software.amazon.awssdk.services.sqs.model.Message message) {
        Map<String, String> system = message.attributesAsStrings();
        int receives = Integer.parseInt(system.getOrDefault("ApproximateReceiveCount", "1"));
        return new Message(message.messageId(), message.receiptHandle(), message.body(), receives, system);
    }

    @Override
    public void delete(List<Message> messages) {
        held(
                "delete",
                messages,
                (entries, ids) -> sqs.deleteMessageBatch(d -> d.queueUrl(url())
                                .entries(IntStream.range(0, entries.size())
                                        .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                                .id(ids.get(i))
                                                .receiptHandle(entries.get(i).receipt())
                                                .build())
                                        .toList()))
                        .failed());
    }

    @Override
    public void release(List<Message> messages, Duration after) {
        hide("release", messages, after);
    }

    @Override
    public List<Message> keep(List<Message> messages, Duration visibility) {
        return hide("keep", messages, visibility);
    }

    private List<Message> hide(String what, List<Message> messages, Duration visibility) {
        return held(
                what,
                messages,
                (entries, ids) -> sqs.changeMessageVisibilityBatch(c -> c.queueUrl(url())
                                .entries(IntStream.range(0, entries.size())
                                        .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                                .id(ids.get(i))
                                                .receiptHandle(entries.get(i).receipt())
                                                .visibilityTimeout(Math.toIntExact(visibility.toSeconds()))
                                                .build())
                                        .toList()))
                        .failed());
    }

    /** Calls for received messages; those come back for which the queue did it. */
    private List<Message> held(
            String what, List<Message> all, BiFunction<List<Message>, List<String>, List<BatchResultErrorEntry>> call) {
        List<Message> held = new ArrayList<>(all);
        for (int from = 0; from < all.size(); from += MESSAGES_PER_CALL) {
            List<Message> some = all.subList(from, Math.min(all.size(), from + MESSAGES_PER_CALL));
            held.removeAll(batch(what, some, call, NO_LONGER_HELD));
        }
        if (held.size() < all.size()) {
            LOG.info(
                    "{}: {} of {} messages to {} were no longer held",
                    name,
                    all.size() - held.size(),
                    all.size(),
                    what);
        }
        return held;
    }

    /**
     * Makes one batch call, and again for the entries that failed for a while.
     *
     * @param lost by what codes an entry is told to be over, without that being a failure
     * @return the entries that are over
     */
    private <T> List<T> batch(
            String what,
            List<T> entries,
            BiFunction<List<T>, List<String>, List<BatchResultErrorEntry>> call,
            Set<String> lost) {
        List<T> left = entries;
        List<T> over = new ArrayList<>();
        Retry.Attempts attempts = retry.attempts(what + " " + entries.size() + " messages of " + name);
        while (!left.isEmpty()) {
            try {
                left = again(what, left, call.apply(left, ids(left.size())), lost, over);
                if (!left.isEmpty()) {
                    attempts.backOff(Retry.Kind.PARTIAL, null);
                }
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
        return over;
    }

    private <T> List<T> again(
            String what, List<T> sent, List<BatchResultErrorEntry> failed, Set<String> lost, List<T> over) {
        List<T> again = new ArrayList<>(failed.size());
        for (BatchResultErrorEntry failure : failed) {
            T entry = sent.get(Integer.parseInt(failure.id()));
            if (lost.contains(failure.code().substring(failure.code().lastIndexOf('.') + 1))) {
                over.add(entry);
            } else if (failure.senderFault()
                    && AwsFailures.classifyCode(failure.code()).isEmpty()) {
                throw new IllegalArgumentException(
                        "queue " + name + " will not " + what + ": " + failure.code() + ", " + failure.message());
            } else {
                again.add(entry);
            }
        }
        return again;
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Override
    public MessageQueue deadLetters() {
        return new SqsQueue(sqs, name.deadLetters(), retry);
    }

    @Override
    public void close() {
        sqs.close();
    }
}
