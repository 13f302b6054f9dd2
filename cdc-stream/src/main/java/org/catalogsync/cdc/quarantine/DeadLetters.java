package org.catalogsync.cdc.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters in their queue; the bytes of large ones in the staging bucket. At least once: what is quarantined twice has one id. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** As base64 beside the rest this stays below the 256 KiB that every SQS takes. */
    private static final int LARGEST_INLINE = 150 * 1024;

    /** While a command looks at the letters nobody else sees them; it gives them back when it is done. */
    private static final Duration HIDDEN = Duration.ofMinutes(2);

    /** What one look holds in memory. */
    private static final int MOST_MESSAGES = 10_000;

    private static final long MOST_BYTES = 64L << 20;

    private final MessageQueue queue;
    private final ObjectStore objects;

    public DeadLetters(MessageQueue queue, ObjectStore objects) {
        this.queue = queue;
        this.objects = objects;
    }

    /** Makes the queue where it is missing. */
    public void createIfAbsent() {
        queue.createAloneIfAbsent();
    }

    /** Keeps the letters; when this returns their records may be forgotten. */
    public void put(List<DeadLetter> letters) {
        List<String> bodies = new ArrayList<>(letters.size());
        for (DeadLetter letter : letters) {
            LOG.warn(
                    "quarantined {} from {}: {} {}: expected {}, found {}",
                    letter.id(),
                    letter.origin(),
                    letter.code(),
                    letter.where(),
                    letter.expected(),
                    letter.found());
            bodies.add(body(letter));
        }
        queue.send(bodies);
    }

    private String body(DeadLetter letter) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", letter.id());
        body.put("source", letter.origin().source());
        body.put("sequence", letter.origin().sequence());
        body.put("sub", letter.origin().sub());
        body.put("at", letter.at().toString());
        body.put("code", letter.code());
        body.put("where", letter.where());
        body.put("expected", letter.expected());
        body.put("found", letter.found());
        if (letter.bytes().length <= LARGEST_INLINE) {
            body.put("bytes", Base64.getEncoder().encodeToString(letter.bytes()));
        } else {
            String key = "cdc-dlq/" + letter.id();
            objects.put(key, letter.bytes());
            body.put("object", key);
        }
        return JSON.writeValueAsString(body);
    }

    /** About how many there are. */
    public long depth() {
        return queue.approximateDepth();
    }

    /**
     * What a look at the letters came to.
     *
     * @param removed how many letters left the queue
     * @param unseen about how many messages were left for the next look, since one look holds only so many
     */
    public record Visited(int removed, long unseen) {}

    /** Shows every letter once, in the order in which the queue gives them, and removes those that the visitor takes. */
    public Visited visit(Predicate<DeadLetter> takes) {
        Look look = new Look();
        List<Message> taken = new ArrayList<>();
        int removed = 0;
        try {
            look.collect();
            long unseen = look.full() ? queue.approximateDepth() : 0;
            for (DeadLetter letter : look.letters.values()) {
                if (takes.test(letter)) {
                    removed++;
                    taken.addAll(look.messagesOf(letter));
                }
            }
            return new Visited(removed, unseen);
        } finally {
            queue.delete(taken);
            Set<String> gone = taken.stream().map(Message::receipt).collect(Collectors.toSet());
            queue.release(look.received.stream()
                    .filter(message -> !gone.contains(message.receipt()))
                    .toList());
        }
    }

    /** The letters that one look holds, and the messages that brought them: a letter that was set aside twice came in two. */
    private final class Look {
        final List<Message> received = new ArrayList<>();
        final Map<String, DeadLetter> letters = new LinkedHashMap<>();
        private final Map<String, List<Message>> messages = new HashMap<>();
        private long bytes;

        void collect() {
            List<Message> more;
            do {
                more = queue.receive(10, Duration.ZERO, HIDDEN);
                received.addAll(more);
                more.forEach(this::add);
            } while (!more.isEmpty() && !full());
        }

        private void add(Message message) {
            DeadLetter letter = letter(message);
            if (letter != null) {
                bytes += letters.put(letter.id(), letter) == null ? letter.bytes().length : 0;
                messages.computeIfAbsent(letter.id(), id -> new ArrayList<>()).add(message);
            }
        }

        boolean full() {
            return received.size() >= MOST_MESSAGES || bytes >= MOST_BYTES;
        }

        List<Message> messagesOf(DeadLetter letter) {
            return messages.getOrDefault(letter.id(), List.of());
        }
    }

    private @Nullable DeadLetter letter(Message message) {
        try {
            JsonNode body = JSON.readTree(message.body());
            String object = body.path("object").asString("");
            byte[] bytes = object.isEmpty()
                    ? Base64.getDecoder().decode(body.required("bytes").asString())
                    : objects.read(object);
            return new DeadLetter(
                    body.required("id").asString(),
                    new Origin(
                            body.required("source").asString(),
                            body.required("sequence").asString(),
                            body.path("sub").asLong(0)),
                    Instant.parse(body.required("at").asString()),
                    body.required("code").asString(),
                    body.path("where").asString(""),
                    body.path("expected").asString(""),
                    body.path("found").asString(""),
                    bytes);
        } catch (RuntimeException e) {
            LOG.warn("message {} of the dead letters is not one of ours and stays: {}", message.id(), e.toString());
            return null;
        }
    }
}
