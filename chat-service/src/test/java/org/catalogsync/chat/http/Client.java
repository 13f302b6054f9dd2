package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a client of the socket sees. Every frame is held against the documentation. */
final class Client implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    /** Set by who opens it. */
    @SuppressWarnings("NullAway.Init")
    WebSocket socket;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            frames.add(Fixture.json(part.toString()));
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    void ask(String id, String text) {
        send(Fixture.question(id, text));
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    JsonNode next() {
        try {
            JsonNode frame = frames.poll(10, TimeUnit.SECONDS);
            assertThat(frame).as("a frame").isNotNull();
            Documented.frame(frame);
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All up to the last one of an answer. */
    List<JsonNode> answer() {
        List<JsonNode> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!List.of("done", "error").contains(all.getLast().path("type").asString()));
        return all;
    }

    int closedWith() {
        return closed.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
