package org.catalogsync.erp.facade.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's HTTP server in front of a function. Each request has a virtual thread of its own; how many there can be is bounded by {@link ServerLimits} and by what the function lets in.
 *
 * <p>A handler that throws is no answer to the JDK's server, it closes the connection; so every failure becomes an answer here, as far as there is still a client.
 */
public final class HttpFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Request, Response> answers;

    /** Requests, and one party more that arrives when the server is to end. */
    private final Phaser underWay = new Phaser(1);

    private HttpFront(HttpServer server, Function<Request, Response> answers) {
        this.server = server;
        this.answers = answers;
    }

    /**
     * Answers from now on.
     *
     * @throws IOException where the address cannot be had, a {@link java.net.BindException} where somebody else has it
     */
    public static HttpFront open(InetSocketAddress address, Function<Request, Response> answers) throws IOException {
        HttpFront front = new HttpFront(HttpServer.create(address, BACKLOG), answers);
        front.server.setExecutor(front.threads);
        front.server.createContext("/", front::handle);
        front.server.start();
        return front;
    }

    /** Where it listens; the port is the one that was free, where none was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) {
        underWay.register();
        try (exchange) {
            send(exchange, answers.apply(request(exchange)));
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("a client went away: {}", e.toString());
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private static Request request(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery(),
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                exchange.getRequestBody());
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        byte[] body = response.body();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else if (body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /**
     * Waits so long for what is under way, then ends. The JDK's own stop would wait too, but not end before its time where a client hangs up meanwhile.
     */
    public void stop(Duration patience) {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{} requests were still under way after {}", underWay.getUnarrivedParties(), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
