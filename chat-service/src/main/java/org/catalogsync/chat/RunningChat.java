package org.catalogsync.chat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.catalogsync.chat.compose.ModelSettings;
import org.catalogsync.chat.http.HttpServer;
import org.catalogsync.chat.http.HttpSettings;
import org.catalogsync.chat.observe.LogForm;
import org.catalogsync.chat.observe.TraceSettings;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.StoresSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat, serving. */
public final class RunningChat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningChat.class);

    private final ChatParts parts;
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RunningChat(ChatParts parts, HttpServer server) {
        this.parts = parts;
        this.server = server;
    }

    /** Starts to serve; throws {@link InvalidSettings} with everything in the environment that cannot be used. */
    public static RunningChat start(Map<String, String> environment) {
        check(environment);
        HttpSettings http = HttpSettings.from(environment);
        // One after the other: on two threads the framework's classes, some of which need each other, waited for ever.
        return start(http, ChatParts.open(environment));
    }

    static RunningChat start(HttpSettings http, ChatParts parts) {
        try {
            HttpServer server = HttpServer.start(
                    http, parts.chat(), parts.items(), parts.dependencies(), parts.about(), parts::metrics);
            server.bindTo(parts.meters());
            return new RunningChat(parts, server);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** All problems of all settings, and not those of the first reader alone. */
    private static void check(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        List<Supplier<?>> readers = List.of(
                () -> HttpSettings.from(environment),
                () -> ChatSettings.fromEnvironment(environment),
                () -> StoresSettings.fromEnvironment(environment),
                () -> ModelSettings.fromEnvironment(environment),
                () -> TraceSettings.fromEnvironment(environment),
                () -> LogForm.of(environment),
                () -> ErpSettings.fromEnvironment(environment),
                () -> Credentials.fromEnvironment(environment));
        for (Supplier<?> reader : readers) {
            try {
                Object read = reader.get();
                LOG.debug("{}", read);
            } catch (InvalidSettings e) {
                problems.addAll(e.problems());
            } catch (org.catalogsync.erp.InvalidSettings e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }

    /** Where it listens. */
    public URI address() {
        return server.address();
    }

    /** Gives answers to nobody, in the background and for half a minute at most, so that customers do not get the first and slowest ones. */
    public void warmUp() {
        parts.warmUp(HttpServer::unread).start();
    }

    /** The titles as they are now known. */
    public TitleIndex titles() {
        return parts.titles();
    }

    /**
     * Ends it when the process is told to end, and returns then. The hook ends the parts too: once all hooks have returned nothing else is waited for, and what the last answers wrote would be cut off.
     */
    public void await() throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("chat-end").unstarted(this::close));
        closed.await();
    }

    /** Takes no more questions, lets those under way end, then writes what they left. Whoever comes second waits for the first. */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            server.close();
        } finally {
            parts.close();
            closed.countDown();
        }
    }
}
