package org.catalogsync.benchmark.chat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers with a socket each. */
final class Customers implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final List<Customer> customers = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();

    Customers(URI address) {
        this.address = address;
    }

    /** Opens so many more. */
    void open(int count) {
        for (int i = 0; i < count; i++) {
            customers.add(new Customer());
        }
    }

    int size() {
        return customers.size();
    }

    /** One of them asks. */
    void ask(int customer, Shot shot) {
        customers.get(customer).ask(shot);
    }

    @Override
    public void close() {
        customers.forEach(Customer::close);
        client.shutdownNow();
    }

    private final class Customer implements WebSocket.Listener {
        private final Map<String, Shot> waiting = new ConcurrentHashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final String session = "load-" + numbers.incrementAndGet();
        private final WebSocket socket;
        private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

        Customer() {
            try {
                socket = client.newWebSocketBuilder()
                        .subprotocols("chat.v1")
                        .connectTimeout(Duration.ofSeconds(10))
                        .buildAsync(address, this)
                        .get(15, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("no socket to " + address, e);
            }
        }

        synchronized void ask(Shot shot) {
            String id = "q" + numbers.incrementAndGet();
            waiting.put(id, shot);
            String message =
                    JSON.writeValueAsString(Map.of("id", id, "session", session, "text", shot.asked.text()));
            sending = sending.handle((done, failure) -> socket.sendText(message, true))
                    .thenCompose(sent -> sent);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode frame = JSON.readTree(text.toString());
                text.setLength(0);
                Shot shot = waiting.get(frame.path("id").asString(""));
                if (shot != null) {
                    shot.take(frame);
                }
            }
            from.request(1);
            return null;
        }

        void close() {
            socket.abort();
        }
    }
}
