package org.catalogsync.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stands between a client and a real part and fails as networks and services fail: before the server acted, or after. */
public final class FaultyProxy implements AutoCloseable {
    /** What java.net.http sets by itself, and what belongs to one connection. */
    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    /**
     * A request as it came.
     *
     * @param operation method and path, and the AWS operation where one is named
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Seen(String operation, byte[] body) {
        public String text() {
            return new String(body, UTF_8);
        }
    }

    /** What happens to one request. */
    private sealed interface Fault {
        /** An answer of the proxy's own; the server never hears of the request. */
        record Answer(int status, String body, Map<String, String> headers) implements Fault {}

        /** The server acts, something happens, and the client gets no answer. */
        record CutAfter(Runnable then) implements Fault {}

        /** The client gets the first bytes of the answer and then a broken connection. */
        record Truncate(int bytes) implements Fault {}
    }

    private record Planned(Predicate<Seen> when, Fault fault) {}

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final Deque<Planned> plan = new ArrayDeque<>();
    private final List<Seen> seen = new ArrayList<>();

    private FaultyProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
    }

    public static FaultyProxy to(URI target) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            FaultyProxy proxy = new FaultyProxy(server, target);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", proxy::handle);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next matching request is answered so. */
    public synchronized FaultyProxy answer(String operation, int status, String body, Map<String, String> headers) {
        plan.add(new Planned(
                request -> request.operation().contains(operation), new Fault.Answer(status, body, headers)));
        return this;
    }

    public FaultyProxy answer(String operation, int status, String body) {
        return answer(operation, status, body, Map.of());
    }

    /** The next matching request is carried out, then {@code then} happens, and its answer is lost. */
    public synchronized FaultyProxy cutAfter(String operation, Runnable then) {
        plan.add(new Planned(request -> request.operation().contains(operation), new Fault.CutAfter(then)));
        return this;
    }

    /** The next matching request's answer breaks off. */
    public synchronized FaultyProxy truncate(String operation, int bytes) {
        plan.add(new Planned(request -> request.operation().contains(operation), new Fault.Truncate(bytes)));
        return this;
    }

    /** The requests whose operation holds this text, in their order. */
    public synchronized List<Seen> seen(String operation) {
        return seen.stream()
                .filter(request -> request.operation().contains(operation))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Seen request =
                    new Seen(operation(exchange), exchange.getRequestBody().readAllBytes());
            switch (faultFor(request)) {
                case null -> send(exchange, forward(exchange, request));
                case Fault.Answer answer -> send(exchange, answer);
                case Fault.CutAfter cut -> {
                    forward(exchange, request);
                    cut.then().run();
                }
                case Fault.Truncate truncate -> sendPart(exchange, forward(exchange, request), truncate.bytes());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String operation(HttpExchange exchange) {
        String aws = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + (aws == null ? "" : " " + aws);
    }

    private synchronized @Nullable Fault faultFor(Seen request) {
        seen.add(request);
        Planned next = plan.peek();
        if (next == null || !next.when().test(request)) {
            return null;
        }
        plan.remove();
        return next.fault();
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, Seen seen) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(seen.body()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        copyHeaders(exchange, answer);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            answer.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        boolean empty = answer.body().length == 0 || head;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static void send(HttpExchange exchange, Fault.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void sendPart(HttpExchange exchange, HttpResponse<byte[]> answer, int bytes) throws IOException {
        copyHeaders(exchange, answer);
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
        exchange.getResponseBody().write(answer.body(), 0, bytes);
        exchange.getResponseBody().flush();
    }

    private static void copyHeaders(HttpExchange exchange, HttpResponse<byte[]> answer) {
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
