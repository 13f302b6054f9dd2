package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever asks the chat, over its wire and in one conversation. */
final class Customer {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private final URI chat;
    private final String session = "s" + SESSIONS.incrementAndGet();
    private int asked;

    private Customer(URI chat) {
        this.chat = chat;
    }

    /** In a conversation of its own. */
    static Customer of(RunningChat chat) {
        return new Customer(chat.address());
    }

    private String question(String text) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", "q" + ++asked)
                .put("session", session)
                .put("text", text)
                .toString();
    }

    /** {@code POST /api/chat}. */
    Reply ask(String text) {
        HttpRequest request = HttpRequest.newBuilder(chat.resolve("/api/chat"))
                .timeout(PATIENCE)
                .headers("Content-Type", "application/json", "Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(question(text)))
                .build();
        long began = System.nanoTime();
        HttpResponse<String> response = sent(request);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(response.statusCode()).isEqualTo(200);
        List<JsonNode> frames = response.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JsonMapper.shared().readTree(line.substring("data:".length())))
                .toList();
        return new Reply(frames, took);
    }

    /** {@code GET /v1/items/{isbn}}. */
    HttpResponse<String> item(Isbn isbn, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(chat.resolve("/v1/items/" + isbn)).timeout(PATIENCE);
        return sent((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** {@code GET /health/ready}, which is 200 whatever is away. */
    JsonNode health() {
        HttpResponse<String> response = sent(HttpRequest.newBuilder(chat.resolve("/health/ready"))
                .timeout(PATIENCE)
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Opens a socket at {@code /ws}. */
    Line connect() {
        Line line = new Line();
        line.socket = HTTP.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create("ws://127.0.0.1:" + chat.getPort() + "/ws"), line)
                .join();
        return line;
    }

    /** An open socket. */
    final class Line implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        /** Set by who opens it. */
        @SuppressWarnings("NullAway.Init")
        private WebSocket socket;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(JsonMapper.shared().readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        void send(String text) {
            socket.sendText(question(text), true).join();
        }

        Reply ask(String text) {
            long began = System.nanoTime();
            send(text);
            List<JsonNode> all = new ArrayList<>();
            do {
                all.add(next());
            } while (!List.of("done", "error").contains(Reply.type(all.getLast())));
            return new Reply(all, Duration.ofNanos(System.nanoTime() - began));
        }

        /** Waits for the first frame of a type. */
        JsonNode next(String type) {
            JsonNode frame = next();
            while (!Reply.type(frame).equals(type)) {
                frame = next();
            }
            return frame;
        }

        private JsonNode next() {
            try {
                JsonNode frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(frame).as("a frame").isNotNull();
                return Shop.present(frame);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** Vanishes without a word. */
        void cut() {
            socket.abort();
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
