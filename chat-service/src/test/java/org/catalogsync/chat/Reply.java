package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.Isbn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All frames of one answer, as they came, and how long the last one took. */
record Reply(List<JsonNode> frames, Duration took) {

    Reply {
        frames = List.copyOf(frames);
    }

    static String type(JsonNode frame) {
        return frame.path("type").asString();
    }

    List<String> types() {
        return frames.stream().map(Reply::type).toList();
    }

    JsonNode card() {
        return only("card");
    }

    JsonNode done() {
        return only("done");
    }

    private JsonNode only(String type) {
        List<JsonNode> found =
                frames.stream().filter(frame -> type(frame).equals(type)).toList();
        assertThat(found).as("%s of %s", type, frames).hasSize(1);
        return found.getFirst();
    }

    JsonNode item(Isbn isbn) {
        for (JsonNode item : card().path("items")) {
            if (item.path("isbn").asString().equals(isbn.value())) {
                return item;
            }
        }
        throw new AssertionError("no " + isbn + " on the card " + card());
    }

    int quantity(Isbn isbn) {
        JsonNode quantity = item(isbn).path("quantity");
        assertThat(quantity.isInt()).as("quantity on %s", item(isbn)).isTrue();
        return quantity.asInt();
    }

    String source(Isbn isbn) {
        return item(isbn).path("source").asString();
    }

    Instant asOf(Isbn isbn) {
        return Instant.parse(item(isbn).path("as_of").asString());
    }

    boolean stale(Isbn isbn) {
        return item(isbn).path("stale").asBoolean();
    }

    List<String> isbns(String list) {
        List<String> isbns = new ArrayList<>();
        card().path(list).forEach(item -> isbns.add(item.path("isbn").asString()));
        return isbns;
    }

    String intent() {
        return card().path("intent").asString();
    }

    String notices() {
        return card().path("notices").toString();
    }

    /** As the customer sees it in the end. */
    String prose() {
        StringBuilder prose = new StringBuilder();
        for (JsonNode frame : frames) {
            if (type(frame).equals("prose")) {
                if (frame.path("replace").asBoolean(false)) {
                    prose.setLength(0);
                }
                prose.append(frame.path("delta").asString());
            }
        }
        return prose.toString();
    }

    String status() {
        return done().path("status").asString();
    }

    boolean cached() {
        return done().path("cached").asBoolean();
    }

    @Override
    public String toString() {
        return took + " " + JsonMapper.shared().writeValueAsString(frames);
    }
}
