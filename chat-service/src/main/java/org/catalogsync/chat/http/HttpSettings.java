package org.catalogsync.chat.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.catalogsync.chat.http.access.TokenSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where the chat listens, to whom, and how much it takes; validated at start-up. TLS ends before it.
 *
 * @param host {@code CHAT_HOST}, an address of this machine; default 127.0.0.1
 * @param port {@code CHAT_PORT}, 0 for one that is free; default 8080
 * @param tokens {@code CHAT_AUTH=jwt} (default): {@code CHAT_JWKS_URL}, {@code CHAT_JWT_ISSUER}, {@code CHAT_JWT_AUDIENCE}; null for {@code CHAT_AUTH=dev}, where everybody on this machine may ask
 * @param origins {@code CHAT_ORIGINS}, web pages that may ask besides our own, by commas
 * @param proxies {@code CHAT_PROXIES}, how many load balancers stand before us, each of which adds the address it saw to {@code X-Forwarded-For}; default 0
 * @param mostUnderWay {@code CHAT_MOST_UNDER_WAY}, answers at once; default 400
 * @param mostSockets {@code CHAT_MOST_SOCKETS}; default 2000
 * @param connectionsPerMinute {@code CHAT_CONNECTION_RATE}, new sockets of one address; default 60
 * @param perMinute {@code CHAT_USER_RATE}, questions of one user; default 20
 * @param burst {@code CHAT_USER_BURST}, of those at once; default 5
 * @param itemsPerMinute {@code CHAT_ITEM_RATE}, requests for items of one user; default 60
 * @param redis {@code CHAT_REDIS_URL}, else {@code REDIS_URL}: where tasks share the users' rates. May hold a password
 * @param beat {@code CHAT_HEARTBEAT} (ISO-8601), between pings; who answers none for two beats is gone; default PT30S
 * @param idle {@code CHAT_IDLE} (ISO-8601), a socket on which nobody asks for so long is closed; default PT30M
 * @param drain {@code CHAT_DRAIN} (ISO-8601), how long answers may take to end once the process is to end; default PT3S
 * @param metricsOpen {@code CHAT_METRICS_OPEN}, whether everybody may read {@code /metrics}, and not only this machine and its private network; default false
 */
public record HttpSettings(
        String host,
        int port,
        @Nullable TokenSettings tokens,
        Set<String> origins,
        int proxies,
        int mostUnderWay,
        int mostSockets,
        int connectionsPerMinute,
        int perMinute,
        int burst,
        int itemsPerMinute,
        @Nullable URI redis,
        Duration beat,
        Duration idle,
        Duration drain,
        boolean metricsOpen) {

    public HttpSettings {
        origins = Set.copyOf(origins);
    }

    /** Reads and checks the settings; throws {@link org.catalogsync.erp.InvalidSettings} with everything that cannot be used. */
    public static HttpSettings from(Map<String, String> environment) {
        return new HttpSettingsReader(environment).settings();
    }

    /** What {@code GET /api/info} calls it. */
    String auth() {
        return tokens == null ? "dev" : "jwt";
    }

    /** Without the address of Redis, which may hold a password. */
    @Override
    public String toString() {
        return "HttpSettings[" + host + ":" + port + ", auth " + auth() + "]";
    }
}
