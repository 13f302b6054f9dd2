package org.catalogsync.stores.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events to one bus. Returns when all are accepted; failed entries alone are sent again, those that can never pass throw {@link EventRefused}. */
public interface EventBus {

    /** Creates the bus where it is missing (development; production's belongs to its infrastructure code). */
    void createIfAbsent();

    /**
     * Sends what matches the pattern to a queue, by a rule of that name that is made or replaced (development; production's belongs to its infrastructure code).
     *
     * @param pattern an EventBridge event pattern, JSON
     */
    void route(String rule, String pattern, String queueArn);

    /** Takes the queue from the rule of that name, so that it delivers nothing more; nothing where there is no such rule (development). */
    void unroute(String rule);

    void publish(List<Event> events);

    /**
     * One announcement.
     *
     * @param source such as {@code manga-assist.inventory}
     * @param detailType such as {@code inventory.updated}
     * @param detailJson one JSON object; with the other texts it stays below the size of one call ({@code EVENT_BATCH_BYTES})
     * @param time when it happened
     * @param traceHeader what consumers continue as their trace, in the form of X-Ray; it travels beside the event, is no part of it and does not count towards its size. Null where nobody traces it
     */
    record Event(
            String source,
            String detailType,
            String detailJson,
            Instant time,
            @Nullable String traceHeader) {

        public Event(String source, String detailType, String detailJson, Instant time) {
            this(source, detailType, detailJson, time, null);
        }

        /** The same announcement under a trace; this one where there is none. */
        public Event tracedBy(@Nullable String header) {
            return header == null ? this : new Event(source, detailType, detailJson, time, header);
        }
    }

    /** The bus will never take this event. */
    final class EventRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public EventRefused(String message) {
            super(message);
        }

        public EventRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
