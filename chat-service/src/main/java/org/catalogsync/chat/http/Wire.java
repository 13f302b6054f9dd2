package org.catalogsync.chat.http;

import java.util.List;
import java.util.Locale;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions and frames as JSON. What is unknown is left out: an absent quantity is never 0. */
final class Wire {
    /** Bytes of a question with all that is around it. */
    static final int MOST_BYTES = 8 * 1_024;

    private static final int DEEPEST = 8;
    private static final int LONGEST_NAME = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Wire() {}

    /**
     * A question as it came.
     *
     * @param wrong why it is none, null where it is one
     */
    record Question(
            @Nullable String id,
            String session,
            String text,
            @Nullable String wrong) {}

    static JsonMapper json() {
        return JSON;
    }

    /** Reads a question; one that is none says why. */
    static Question question(String message) {
        JsonNode node;
        try {
            node = JSON.readTree(message);
        } catch (JacksonException e) {
            return wrong(null, "expected one JSON object");
        }
        if (!node.isObject()) {
            return wrong(null, "expected one JSON object");
        }
        String id = name(node.path("id"));
        if (id == null) {
            return wrong(null, "id: expected 1 to " + LONGEST_NAME + " letters, digits, '.', '_', ':' or '-'");
        }
        String session = name(node.path("session"));
        if (session == null) {
            return wrong(id, "session: expected 1 to " + LONGEST_NAME + " letters, digits, '.', '_', ':' or '-'");
        }
        JsonNode text = node.path("text");
        if (!text.isString() || text.stringValue().isBlank()) {
            return wrong(id, "text: expected a question");
        }
        return new Question(id, session, text.stringValue(), null);
    }

    private static Question wrong(@Nullable String id, String why) {
        return new Question(id, "", "", why);
    }

    private static @Nullable String name(JsonNode node) {
        boolean fits = node.isString() && node.stringValue().matches("[A-Za-z0-9._:-]{1," + LONGEST_NAME + "}");
        return fits ? node.stringValue() : null;
    }

    /** The word that a frame goes by. */
    static String type(Frame frame) {
        return frame.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * A frame in one line.
     *
     * @param seq which frame of the answer, from 1
     * @param id the question's, null where none could be read
     */
    static String frame(int seq, @Nullable String id, Frame frame) {
        ObjectNode node = JSON.createObjectNode().put("seq", seq);
        if (id != null) {
            node.put("id", id);
        }
        node.put("type", type(frame));
        switch (frame) {
            case Frame.Ack _ -> {}
            case Frame.Card card -> card(node, card);
            case Frame.Prose prose -> {
                node.put("delta", prose.delta());
                if (prose.replace()) {
                    node.put("replace", true);
                }
            }
            case Frame.Done done ->
                node.put("status", done.status().wire())
                        .put("cached", done.cached())
                        .put("ms", done.millis())
                        .put("cost_usd", done.costUsd());
            case Frame.Error error -> node.put("code", error.code().wire()).put("message", error.message());
        }
        return node.toString();
    }

    private static void card(ObjectNode node, Frame.Card card) {
        node.put("intent", card.intent().wire());
        node.put("language", card.language().tag());
        node.set("items", facts(card.items()));
        node.set("related", facts(card.related()));
        ArrayNode notices = node.putArray("notices");
        card.notices().forEach(notices::add);
    }

    static ArrayNode facts(List<Fact> facts) {
        ArrayNode array = JSON.createArrayNode();
        facts.forEach(fact -> array.add(fact(fact)));
        return array;
    }

    static ObjectNode fact(Fact fact) {
        ObjectNode node = JSON.createObjectNode();
        node.put("isbn", fact.isbn().value());
        node.put("title", fact.title());
        text(node, "author", fact.author());
        text(node, "genre", fact.genre());
        text(node, "volume", fact.volume());
        number(node, "quantity", fact.quantity());
        node.put("stock_status", fact.status().wire());
        number(node, "price_jpy", fact.priceJpy());
        text(node, "last_restock_date", fact.lastRestock());
        number(node, "restock_eta_days", fact.restockEtaDays());
        node.put("as_of", fact.asOf().toString());
        node.put("source", fact.source().wire());
        node.put("stale", fact.stale());
        return node;
    }

    private static void text(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }

    private static void number(ObjectNode node, String name, @Nullable Integer value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
