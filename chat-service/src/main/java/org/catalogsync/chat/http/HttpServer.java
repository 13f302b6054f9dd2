package org.catalogsync.chat.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.Chat;
import org.catalogsync.chat.answer.Sink;
import org.catalogsync.chat.http.access.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as a whole. It has its own end: the framework's closes all sockets before anybody could be told. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration FAREWELL = Duration.ofMillis(1_200);
    private static final String DIRECT_MEMORY = "io.netty.maxDirectMemory";

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final HttpSettings settings;
    private boolean closing;

    private HttpServer(ApplicationContext context, HttpSettings settings) {
        this.context = context;
        this.server = context.getBean(EmbeddedServer.class);
        this.settings = settings;
    }

    /** Listens from now on. */
    public static HttpServer start(
            HttpSettings settings, Chat chat, Items items, Dependencies dependencies, About about, Scrape scrape) {
        if (System.getProperty(DIRECT_MEMORY) == null) {
            // Read once, when the first buffer is made. Without it as much as the heap may have.
            System.setProperty(DIRECT_MEMORY, Integer.toString(64 << 20));
        }
        ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .properties(Map.of(
                        "micronaut.server.host",
                        settings.host(),
                        "micronaut.server.port",
                        settings.port() == 0 ? -1 : settings.port()))
                .singletons(settings, chat, items, dependencies, about, scrape)
                .start();
        // Made when they are first needed, they would fail with the first customer, and an upgrade without any answer.
        List.of(Gate.class, ChatSocket.class, ChatStream.class, ItemsController.class, Status.class, Metrics.class)
                .forEach(context::getBean);
        HttpServer server = new HttpServer(context, settings);
        server.server.start();
        LOG.info("listens on {}, auth {}", server.address(), settings.auth());
        return server;
    }

    /** Takes an answer as a transport does, down to its JSON, and sends it to nobody. */
    public static Sink unread() {
        return new Reply("unread", (seq, type, json) -> {});
    }

    /** Where it listens. */
    public URI address() {
        return server.getURI();
    }

    /** Adds how many are connected and being answered, and what was refused. */
    public void bindTo(MeterRegistry meters) {
        new TransportMeters(meters)
                .of(context.getBean(Sockets.class))
                .of(context.getBean(Answers.class))
                .of(context.getBean(Refusals.class));
    }

    /** What was refused, how often, for metrics. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Takes no more questions, lets those under way end, says farewell to every socket, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        try {
            boolean ended = context.getBean(Answers.class).drain(settings.drain());
            LOG.info("drained, {}", ended ? "nothing is under way" : "and what is under way is cut off");
            context.getBean(Sockets.class).close(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.stop();
            context.close();
        }
    }
}
