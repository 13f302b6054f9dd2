package org.catalogsync.chat.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.catalogsync.chat.http.access.TokenSettings;
import org.catalogsync.erp.InvalidSettings;
import org.jspecify.annotations.Nullable;

/** Reads the settings variable by variable and keeps every problem, so that all are told at once. */
final class HttpSettingsReader {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final URI NOWHERE = URI.create("https://invalid");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    HttpSettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    HttpSettings settings() {
        String host = host();
        HttpSettings settings = new HttpSettings(
                host,
                number("the port", "CHAT_PORT", 8080, 0, 65_535),
                tokens(host),
                origins(),
                number("load balancers before us", "CHAT_PROXIES", 0, 0, 5),
                number("answers at once", "CHAT_MOST_UNDER_WAY", 400, 1, 10_000),
                number("sockets at once", "CHAT_MOST_SOCKETS", 2_000, 1, 100_000),
                number("new sockets of an address a minute", "CHAT_CONNECTION_RATE", 60, 1, 100_000),
                number("questions of a user a minute", "CHAT_USER_RATE", 20, 1, 10_000),
                number("questions of a user at once", "CHAT_USER_BURST", 5, 1, 1_000),
                number("items of a user a minute", "CHAT_ITEM_RATE", 60, 1, 100_000),
                redis(),
                // API gateways end a connection after ten silent minutes, and the load balancer after one.
                duration("between pings", "CHAT_HEARTBEAT", Duration.ofSeconds(30), Duration.ofMinutes(9)),
                duration("an idle socket", "CHAT_IDLE", Duration.ofMinutes(30), Duration.ofHours(24)),
                duration("the end of answers", "CHAT_DRAIN", Duration.ofSeconds(3), Duration.ofMinutes(1)),
                flag("who may read metrics", "CHAT_METRICS_OPEN"));
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    private String host() {
        String text = value("CHAT_HOST");
        String host = text == null ? "127.0.0.1" : text;
        if (address(host) == null) {
            problem("the address", "CHAT_HOST", "a name or an address of this machine", host);
        }
        return host;
    }

    private @Nullable TokenSettings tokens(String host) {
        String auth = value("CHAT_AUTH");
        if ("dev".equals(auth)) {
            InetAddress address = address(host);
            if (address != null && !address.isLoopbackAddress()) {
                problem("who may ask", "CHAT_AUTH", "jwt where CHAT_HOST lets other machines ask", "dev");
            }
            return null;
        }
        if (auth != null && !auth.equals("jwt")) {
            problem("who may ask", "CHAT_AUTH", "jwt or dev", auth);
        }
        return new TokenSettings(
                keys(),
                required("who issues tokens", "CHAT_JWT_ISSUER", "the exact iss of tokens"),
                required("for whom tokens are", "CHAT_JWT_AUDIENCE", "the aud of tokens"));
    }

    private static @Nullable InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private URI keys() {
        String text = required("the issuer's keys", "CHAT_JWKS_URL", "https://host/path");
        URI uri = uri(text);
        if (uri != null && uri.getRawUserInfo() == null && isTrusted(uri)) {
            return uri;
        }
        if (!text.isEmpty()) {
            problems.add(
                    "the issuer's keys: CHAT_JWKS_URL expected https://host/path, a file: or http: of this machine");
        }
        return NOWHERE;
    }

    private static boolean isTrusted(URI uri) {
        return switch (String.valueOf(uri.getScheme())) {
            case "https" -> uri.getHost() != null;
            case "http" -> THIS_MACHINE.contains(String.valueOf(uri.getHost()));
            case "file" -> uri.getRawAuthority() == null && uri.getPath() != null;
            default -> false;
        };
    }

    private Set<String> origins() {
        Set<String> origins = new HashSet<>();
        String text = value("CHAT_ORIGINS");
        for (String origin : text == null ? new String[0] : text.split(",")) {
            URI uri = uri(origin.trim());
            if (uri != null && isOrigin(uri)) {
                origins.add(origin.trim().toLowerCase(Locale.ROOT));
            } else {
                problem("pages that may ask", "CHAT_ORIGINS", "https://host[:port] by commas, without a path", origin);
            }
        }
        return origins;
    }

    private static boolean isOrigin(URI uri) {
        return uri.getHost() != null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawUserInfo() == null
                && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
    }

    private @Nullable URI redis() {
        String name = value("CHAT_REDIS_URL") == null ? "REDIS_URL" : "CHAT_REDIS_URL";
        String text = value(name);
        URI uri = text == null ? null : uri(text);
        boolean right = uri != null
                && Set.of("redis", "rediss").contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null;
        if (text != null && !right) {
            // Without the text: it may hold a password.
            problems.add("where rates are shared: " + name + " expected redis://host:port or rediss://host:port");
        }
        return right ? uri : null;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private String required(String what, String name, String expected) {
        String text = value(name);
        if (text == null) {
            problems.add(what + ": " + name + " is not set; expected " + expected);
            return "";
        }
        return text;
    }

    private Duration duration(String what, String name, Duration fallback, Duration most) {
        String text = value(name);
        if (text == null) {
            return fallback;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofMillis(100)) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below with the variable's name, together with the other problems.
        }
        problem(what, name, "an ISO-8601 duration of PT0.1S to " + most + ", such as " + fallback, text);
        return fallback;
    }

    private boolean flag(String what, String name) {
        String text = value(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            problem(what, name, "true or false", text);
        }
        return "true".equals(text);
    }

    private int number(String what, String name, int fallback, int least, int most) {
        String text = value(name);
        if (text == null) {
            return fallback;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem(what, name, least + " to " + most, text);
        return fallback;
    }

    private void problem(String what, String name, String expected, String found) {
        problems.add(what + ": " + name + " expected " + expected + ", found '" + found + "'");
    }

    /** An empty variable counts as unset, as it does in shells and in the AWS tools. */
    private @Nullable String value(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.trim();
    }
}
