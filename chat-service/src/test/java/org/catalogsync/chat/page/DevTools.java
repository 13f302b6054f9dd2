package org.catalogsync.chat.page;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection of the DevTools protocol: commands with an answer each, and what the browser tells by itself. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final int SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private @Nullable WebSocket socket;

    private DevTools() {}

    static DevTools connect(HttpClient http, URI address) {
        DevTools tools = new DevTools();
        tools.socket = http.newWebSocketBuilder().buildAsync(address, tools).join();
        return tools;
    }

    /**
     * @param session the tab that is meant; null for the browser
     * @throws IllegalStateException where the browser refuses
     */
    JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        Map<String, Object> command = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        Objects.requireNonNull(socket)
                .sendText(JsonMapper.shared().writeValueAsString(command), true)
                .join();
        JsonNode whole = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (whole.has("error")) {
            throw new IllegalStateException(method + ": " + whole.get("error"));
        }
        return whole.get("result");
    }

    /** What the browser told by itself of this kind. */
    List<JsonNode> told(String method) {
        return told.stream()
                .filter(event -> method.equals(event.path("method").asString("")))
                .map(event -> event.get("params"))
                .toList();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            take(JsonMapper.shared().readTree(message.toString()));
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(JsonNode node) {
        if (!node.has("id")) {
            told.add(node);
            return;
        }
        CompletableFuture<JsonNode> answer = open.remove(node.get("id").asInt());
        if (answer != null) {
            answer.complete(node);
        }
    }

    @Override
    public void close() {
        Objects.requireNonNull(socket).abort();
    }
}
