package org.catalogsync.chat.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.catalogsync.chat.http.access.Caller;
import org.catalogsync.chat.http.access.Callers;
import org.catalogsync.chat.http.access.ConnectionRate;
import org.catalogsync.chat.http.access.Origins;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.chat.http.access.Refused;
import org.catalogsync.chat.http.access.Why;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who gets in: before an upgrade, and before a body is read. Those behind it ask it for the caller, and get nobody where a path has led around it. */
@ServerFilter({"/ws/**", "/api/chat/**", "/v1/**"})
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String CALLER = "chat.caller";
    private static final String ADDRESS = "chat.address";
    private static final String BEARER = "bearer.";

    private final Callers callers;
    private final Origins origins;
    private final ConnectionRate connections;
    private final Refusals refusals;
    private final Sockets sockets;
    private final Answers answers;
    private final HttpSettings settings;

    Gate(
            Callers callers,
            Origins origins,
            ConnectionRate connections,
            Refusals refusals,
            Sockets sockets,
            Answers answers,
            HttpSettings settings) {
        this.callers = callers;
        this.origins = origins;
        this.connections = connections;
        this.refusals = refusals;
        this.sockets = sockets;
        this.answers = answers;
        this.settings = settings;
    }

    /** Lets a request pass, by null, or answers it. On a thread that may wait: the issuer may have to be asked for a key. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    public @Nullable HttpResponse<?> pass(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.OPTIONS && !isUpgrade(request)) {
            return preflight(request); // Brings no token.
        }
        InetAddress from = Addresses.of(request, settings.proxies());
        try {
            if (request.getPath().startsWith("/ws")) {
                room(from);
            }
            HttpHeaders headers = request.getHeaders();
            origins.check(headers.get(HttpHeaders.ORIGIN), headers.get(HttpHeaders.HOST));
            Caller caller = callers.who(
                    token(headers), from, from.getHostAddress() + ' ' + headers.get(HttpHeaders.USER_AGENT));
            request.setAttribute(CALLER, caller);
            request.setAttribute(ADDRESS, from);
            return null;
        } catch (Refused refused) {
            refusals.refused(route(request.getPath()), refused.why(), from);
            return Problem.of(refused).response();
        } catch (RuntimeException e) {
            // The framework would leave an upgrade that fails without any answer.
            LOG.error("who asks could not be told", e);
            return Problem.of(500, "internal_error", "something went wrong").response();
        }
    }

    /** Whether a page may ask is in the settings; {@link Headers} says so. */
    private @Nullable HttpResponse<?> preflight(HttpRequest<?> request) {
        return origins.isNamed(request.getHeaders().get(HttpHeaders.ORIGIN))
                ? HttpResponse.noContent()
                        .header("Access-Control-Allow-Methods", "GET, POST")
                        .header("Access-Control-Allow-Headers", "authorization, content-type")
                        .header("Access-Control-Max-Age", "600")
                : null;
    }

    /** The framework upgrades whatever the method is. */
    private static boolean isUpgrade(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.UPGRADE).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("websocket"));
    }

    /** For logs: not what was sent. */
    private static String route(String path) {
        return path.startsWith("/v1") ? "/v1" : path.startsWith("/ws") ? "/ws" : "/api/chat";
    }

    private void room(InetAddress from) {
        if (answers.draining()) {
            throw new Refused(Why.DRAINING, Duration.ofSeconds(1));
        }
        if (sockets.full()) {
            throw new Refused(Why.SOCKETS_FULL, Duration.ofSeconds(5));
        }
        Duration wait = connections.take(from);
        if (wait.isPositive()) {
            throw new Refused(Why.TOO_MANY_CONNECTIONS, wait);
        }
    }

    /** From where it belongs, or, as a browser cannot set headers of a WebSocket, from the list of its protocols. Never from the address: that is written to logs. */
    private static @Nullable String token(HttpHeaders headers) {
        String header = headers.get(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return header.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? header.substring(7).trim()
                    : null;
        }
        for (String line : headers.getAll("Sec-WebSocket-Protocol")) {
            for (String protocol : line.split(",", -1)) {
                if (protocol.trim().startsWith(BEARER)) {
                    return protocol.trim().substring(BEARER.length());
                }
            }
        }
        return null;
    }

    /** Who asks; throws {@link Refused} where nobody was let in. */
    static Caller caller(HttpRequest<?> request) {
        return request.getAttribute(CALLER, Caller.class).orElseThrow(() -> new Refused(Why.NO_TOKEN));
    }

    /** Where from, as far as that is known. */
    static @Nullable InetAddress address(HttpRequest<?> request) {
        return request.getAttribute(ADDRESS, InetAddress.class).orElse(null);
    }
}
