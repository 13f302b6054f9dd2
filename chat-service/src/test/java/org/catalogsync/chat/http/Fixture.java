package org.catalogsync.chat.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.model.Isbn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server with a scripted chat, and a client. */
final class Fixture implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();
    static final Duration PATIENCE = Duration.ofSeconds(5);

    final ScriptedChat chat = new ScriptedChat();
    final AtomicReference<List<Dependencies.Dependency>> dependencies =
            new AtomicReference<>(List.of(new Dependencies.Dependency("dynamodb", Dependencies.State.UP)));
    final HttpServer server;
    final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Fixture(Map<String, String> environment) {
        server = HttpServer.start(
                HttpSettings.from(environment),
                chat,
                Fixture::find,
                dependencies::get,
                new About("catalog-sync chat", "0.1.0", "a-model", true, () -> Map.of("en", List.of("Is there a 3?"))),
                () -> "up 1\n");
    }

    /** With these settings; who may ask is everybody on this machine, and often, unless they say otherwise. */
    static Fixture with(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CHAT_PORT",
                "0",
                "CHAT_USER_RATE",
                "10000",
                "CHAT_USER_BURST",
                "1000",
                "CHAT_CONNECTION_RATE",
                "100000"));
        if (!settings.containsKey("CHAT_JWKS_URL")) {
            environment.put("CHAT_AUTH", "dev");
        }
        environment.putAll(settings);
        return new Fixture(environment);
    }

    private static Items.Found find(Isbn isbn) {
        return switch (isbn.value()) {
            case "9784088725093" ->
                new Items.Found.Present(
                        new ItemView(ScriptedChat.FULL, ScriptedChat.FULL, List.of(ScriptedChat.UNKNOWN_STOCK)));
            case "9784088725109" -> new Items.Found.Deleted(Instant.parse("2026-11-01T00:00:00Z"));
            default -> new Items.Found.Unknown();
        };
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return server.address().getPort();
    }

    long refused(org.catalogsync.chat.http.access.Why why) {
        return server.bean(Refusals.class).count(why);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).build());
    }

    HttpResponse<String> ask(String body, String... headers) {
        return send(request("/api/chat", headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            Documented.answer(request, response.statusCode());
            return response;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Opens a socket; throws what the JDK's client throws where it is refused. */
    Client open(String... headers) {
        Client client = new Client();
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port() + "/ws"), client)
                .join();
        return client;
    }

    static String question(String id, String text) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("session", "s1")
                .put("text", text)
                .toString();
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
    }
}
