package org.catalogsync.devstack.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A server on the loopback address whose answers are JSON. */
public final class JsonServer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonServer() {}

    /** Answers requests until the process ends; {@code name} is what its health check says of itself. */
    public static void serve(int port, String name, String contentType, Endpoint endpoint) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        byte[] health = JSON.writeValueAsBytes(Map.of("server", name));
        server.createContext("/health", exchange -> {
            try (exchange) {
                send(exchange, 200, "application/json", health);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders()
                        .set("x-amzn-RequestId", UUID.randomUUID().toString());
                answer(exchange, contentType, endpoint);
            }
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String contentType, Endpoint endpoint) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Request request = new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), exchange.getRequestHeaders(), body);
        try {
            send(exchange, 200, contentType, endpoint.answer(request));
        } catch (ApiError e) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type());
            send(exchange, e.status(), contentType, error(e.type(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            e.printStackTrace();
            send(exchange, 500, contentType, error("InternalException", e.toString()));
        }
    }

    private static byte[] error(String type, String message) {
        return JSON.writeValueAsBytes(Map.of("__type", type, "message", message));
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** What an endpoint does with a request. */
    @FunctionalInterface
    public interface Endpoint {
        byte[] answer(Request request);
    }

    /** A request as it came; the path is still percent-encoded. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Request(String method, String rawPath, Headers headers, byte[] body) {

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
