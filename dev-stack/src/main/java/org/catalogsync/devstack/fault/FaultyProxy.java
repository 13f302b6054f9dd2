package org.catalogsync.devstack.fault;

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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a real part and fails as networks and services fail: before the server acted, or after; by plan, request by request, or by chance.
 */
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
        record Refuse(Answer answer) implements Fault {}

        /** The server gets a part of a batch. */
        record Leave(Split split) implements Fault {}

        /** Arrives late. */
        record Delay(Duration by) implements Fault {}

        /** The server gets the request twice, the client the second answer. */
        record Duplicate() implements Fault {}

        /** The server never hears of the request, and the client gets no answer. */
        record CutBefore() implements Fault {}

        /** The server acts, something happens, and the client gets no answer. */
        record CutAfter(Runnable then) implements Fault {}

        /** As a service words it. */
        record Worded(Dialect dialect, Mishap mishap) implements Fault {}

        /** The client gets the first bytes of the answer and then a broken connection. */
        record Truncate(int bytes) implements Fault {}
    }

    private record Planned(Predicate<Seen> when, Fault fault) {}

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final Duration DELAY = Duration.ofMillis(40);

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final Deque<Planned> plan = new ArrayDeque<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<Mishap, Integer> mishaps = new EnumMap<>(Mishap.class);
    private @Nullable Dialect dialect;
    private Chance chance = Chance.NONE;
    private String breaksAt = "";
    private int callsUntilBroken;
    private Duration lateness = Duration.ZERO;

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
                request -> request.operation().contains(operation),
                new Fault.Refuse(new Answer(status, body, headers))));
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

    /** This happens to the next matching request, in the words of the service behind. */
    public synchronized FaultyProxy plan(Dialect words, String operation, Mishap mishap) {
        plan.add(new Planned(request -> request.operation().contains(operation), new Fault.Worded(words, mishap)));
        return this;
    }

    /** The next matching request arrives twice, and the second answer counts. */
    public synchronized FaultyProxy duplicate(String operation) {
        plan.add(new Planned(request -> request.operation().contains(operation), new Fault.Duplicate()));
        return this;
    }

    /** The next matching request arrives so much later. */
    public synchronized FaultyProxy delay(String operation, Duration by) {
        plan.add(new Planned(request -> request.operation().contains(operation), new Fault.Delay(by)));
        return this;
    }

    /** From now on every request that is not planned arrives so much later; zero ends it. */
    public synchronized FaultyProxy late(Duration by) {
        lateness = by;
        return this;
    }

    /** From now on calls that are not planned fare by this chance, in the words of the service behind. */
    public synchronized FaultyProxy chance(Dialect words, Chance odds) {
        dialect = words;
        chance = odds;
        return this;
    }

    /** Out of order from the n-th call of an operation on, until another chance is set. */
    public synchronized FaultyProxy breakAt(Dialect words, String operation, int call) {
        dialect = words;
        chance = Chance.NONE;
        breaksAt = operation;
        callsUntilBroken = call;
        return this;
    }

    /** What happened by chance until now, by kind. */
    public synchronized Map<Mishap, Integer> mishaps() {
        return new EnumMap<>(mishaps);
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
            carryOut(exchange, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A mistake of the proxy's own must not pass for a fault that it was told to make. */
    private void carryOut(HttpExchange exchange, Seen request) throws IOException, InterruptedException {
        try {
            switch (faultFor(request)) {
                case null -> send(exchange, forward(exchange, request));
                case Fault.Refuse refusal -> send(exchange, refusal.answer());
                case Fault.Leave part -> send(exchange, forward(exchange, part.split()));
                case Fault.Delay delay -> {
                    Thread.sleep(delay.by());
                    send(exchange, forward(exchange, request));
                }
                case Fault.Duplicate twice -> {
                    forward(exchange, request);
                    send(exchange, forward(exchange, request));
                }
                case Fault.CutBefore cut -> {}
                case Fault.Worded worded -> throw new IllegalStateException(worded + " was not put into words");
                case Fault.CutAfter cut -> {
                    forward(exchange, request);
                    cut.then().run();
                }
                case Fault.Truncate truncate -> sendPart(exchange, forward(exchange, request), truncate.bytes());
            }
        } catch (RuntimeException e) {
            send(
                    exchange,
                    Answer.json(
                            BAD_REQUEST,
                            "{\"message\":\"the proxy failed: " + e.getClass().getName() + "\"}"));
        }
    }

    private static String operation(HttpExchange exchange) {
        String aws = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + (aws == null ? "" : " " + aws);
    }

    private synchronized @Nullable Fault faultFor(Seen request) {
        Planned next = plan.peek();
        if (next != null && next.when().test(request)) {
            seen.add(request);
            plan.remove();
            return next.fault() instanceof Fault.Worded worded
                    ? fault(worded.dialect(), worded.mishap(), request)
                    : next.fault();
        }
        if (lateness.isPositive()) {
            return new Fault.Delay(lateness);
        }
        if (dialect == null) {
            seen.add(request);
            return null;
        }
        if (request.operation().contains(breaksAt) && --callsUntilBroken == 0) {
            chance = Chance.BROKEN;
        }
        // A whole run's requests are not kept.
        int call = calls.merge(request.operation(), 1, Integer::sum);
        Mishap mishap = chance.roll(request.operation(), call).orElse(null);
        if (mishap == null) {
            return null;
        }
        mishaps.merge(mishap, 1, Integer::sum);
        return fault(dialect, mishap, request);
    }

    private static Fault fault(Dialect dialect, Mishap mishap, Seen request) {
        return switch (mishap) {
            case THROTTLED -> new Fault.Refuse(dialect.throttled(request));
            case UNAVAILABLE -> new Fault.Refuse(dialect.unavailable(request));
            case PARTIAL ->
                dialect.split(request)
                        .<Fault>map(Fault.Leave::new)
                        .or(() -> dialect.cancelled(request).map(Fault.Refuse::new))
                        .orElseGet(() -> new Fault.Refuse(dialect.throttled(request)));
            case DELAYED -> new Fault.Delay(DELAY);
            case DUPLICATED -> new Fault.Duplicate();
            case CUT_BEFORE -> new Fault.CutBefore();
            case CUT_AFTER -> new Fault.CutAfter(() -> {});
        };
    }

    /** The server's answer to a part, with what was left undone. */
    private Answer forward(HttpExchange exchange, Split split) throws IOException, InterruptedException {
        // What is to be added to must come as it is, not compressed.
        HttpResponse<byte[]> answer = forward(exchange, split.part(), Set.of("accept-encoding"));
        if (answer.statusCode() != OK) {
            return new Answer(answer.statusCode(), new String(answer.body(), UTF_8), typeOf(answer));
        }
        return new Answer(OK, new String(split.withRest().apply(answer.body()), UTF_8), typeOf(answer));
    }

    /** Of its headers only the type: a checksum would be that of other bytes. */
    private static Map<String, String> typeOf(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("content-type")
                .map(type -> Map.of("Content-Type", type))
                .orElse(Map.of());
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, Seen seen) throws IOException, InterruptedException {
        return forward(exchange, seen.body(), Set.of());
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body, Set<String> withheld)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String known = name.toLowerCase(Locale.ROOT);
            if (!NOT_FORWARDED.contains(known) && !withheld.contains(known)) {
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

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] body = head ? new byte[0] : answer.body().getBytes(UTF_8);
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
