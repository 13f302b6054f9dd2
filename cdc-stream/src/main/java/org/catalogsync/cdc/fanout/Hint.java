package org.catalogsync.cdc.fanout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * That a key was written. It never says what: whoever receives it reads the product table.
 *
 * @param eventId isbn@rev, with the name of the replay behind it where an archive told the event again
 * @param committed when the change was committed at the source, null where the event does not say
 */
public record Hint(Isbn isbn, String eventId, @Nullable Instant committed) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What {@link #of} reads: the event as a rule of the bus would deliver it, with as much of it as a hint needs.
     *
     * @param contentChanged what the rule of the cache's queue looks at
     */
    public String message(boolean contentChanged) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("isbn", isbn.value());
        detail.put("event_id", eventId);
        detail.put("content_changed", contentChanged);
        detail.put("metadata", committed == null ? Map.of() : Map.of("cdc_timestamp", committed.toString()));
        return JSON.writeValueAsString(Map.of("detail", detail));
    }

    /** Reads an event as its rule delivered it; null where the message is none. */
    static @Nullable Hint of(Message message) {
        try {
            JsonNode event = JSON.readTree(message.body());
            JsonNode detail = event.path("detail");
            Isbn isbn = new Isbn(detail.required("isbn").asString());
            // Whoever replays an archive wants it done once more, although the event has its old id.
            JsonNode replay = event.path("replay-name");
            String eventId =
                    detail.required("event_id").asString() + (replay.isString() ? "#" + replay.asString() : "");
            JsonNode committed = detail.path("metadata").path("cdc_timestamp");
            return new Hint(isbn, eventId, committed.isString() ? Instant.parse(committed.asString()) : null);
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            return null;
        }
    }
}
