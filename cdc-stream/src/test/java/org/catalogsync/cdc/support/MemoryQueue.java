package org.catalogsync.cdc.support;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.catalogsync.stores.queues.MessageQueue;

/** A queue in memory. What is received stays hidden until it is released; each receive is counted. */
public class MemoryQueue implements MessageQueue {
    private final Deque<Message> visible = new ArrayDeque<>();
    private final List<Message> deleted = new ArrayList<>();
    private final List<Message> released = new ArrayList<>();
    private int sent;
    private int kept;

    @Override
    public synchronized void send(List<String> bodies) {
        for (String body : bodies) {
            String id = Integer.toString(++sent);
            visible.add(new Message(id, id, body, 0, Map.of()));
        }
    }

    @Override
    public synchronized void sendGrouped(List<Grouped> messages) {
        for (Grouped message : messages) {
            String id = Integer.toString(++sent);
            visible.add(new Message(id, id, message.body(), 0, Map.of("MessageGroupId", message.group())));
        }
    }

    @Override
    public synchronized List<Message> receive(int max, Duration wait, Duration visibility) {
        List<Message> received = new ArrayList<>();
        while (received.size() < max && !visible.isEmpty()) {
            Message message = visible.remove();
            received.add(new Message(
                    message.id(), message.receipt(), message.body(), message.receives() + 1, message.attributes()));
        }
        return received;
    }

    @Override
    public synchronized void delete(List<Message> messages) {
        deleted.addAll(messages);
    }

    @Override
    public synchronized void release(List<Message> messages, Duration after) {
        released.addAll(messages);
        visible.addAll(messages);
    }

    @Override
    public synchronized List<Message> keep(List<Message> messages, Duration visibility) {
        kept++;
        return messages;
    }

    /** How often messages were kept. */
    public synchronized int kept() {
        return kept;
    }

    public synchronized List<String> bodies() {
        return visible.stream().map(Message::body).toList();
    }

    public synchronized List<Message> deleted() {
        return List.copyOf(deleted);
    }

    public synchronized List<Message> released() {
        return List.copyOf(released);
    }

    @Override
    public synchronized long approximateDepth() {
        return visible.size();
    }

    @Override
    public void createIfAbsent(int maxReceives) {
        // It is there.
    }

    @Override
    public void createAloneIfAbsent() {
        // It is there.
    }

    @Override
    public String arn() {
        return "arn:aws:sqs:ap-northeast-1:000000000000:memory";
    }

    @Override
    public MessageQueue deadLetters() {
        throw new UnsupportedOperationException();
    }
}
