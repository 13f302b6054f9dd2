package org.catalogsync.benchmark.chat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One question and what came of it. All times count from the moment at which it was due, not from the one at which it could be sent. */
final class Shot {
    final Shelf.Asked asked;
    final long dueNanos;
    private final StringBuilder prose = new StringBuilder();
    private @Nullable JsonNode card;
    private @Nullable JsonNode done;
    private @Nullable String error;
    private long cardNanos;
    private long doneNanos;

    Shot(Shelf.Asked asked, long dueNanos) {
        this.asked = asked;
        this.dueNanos = dueNanos;
    }

    synchronized void take(JsonNode frame) {
        long now = System.nanoTime();
        switch (frame.path("type").asString("")) {
            case "card" -> {
                card = frame;
                cardNanos = now - dueNanos;
            }
            case "prose" -> {
                if (frame.path("replace").asBoolean(false)) {
                    prose.setLength(0);
                }
                prose.append(frame.path("delta").asString(""));
            }
            case "done" -> {
                done = frame;
                doneNanos = now - dueNanos;
            }
            case "error" -> {
                error = frame.path("code").asString("");
                doneNanos = now - dueNanos;
            }
            default -> {}
        }
    }

    synchronized boolean answered() {
        return card != null && done != null;
    }

    synchronized @Nullable String error() {
        return error;
    }

    synchronized double cardMillis() {
        return cardNanos / 1e6;
    }

    synchronized double doneMillis() {
        return doneNanos / 1e6;
    }

    synchronized boolean cached() {
        return done != null && done.path("cached").asBoolean(false);
    }

    synchronized String status() {
        return done == null ? "none" : done.path("status").asString("none");
    }

    synchronized String prose() {
        return prose.toString();
    }

    synchronized List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        if (card != null) {
            card.path("items").forEach(items::add);
        }
        return items;
    }
}
