package org.catalogsync.erp;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.catalogsync.model.legacy.LegacyText;
import org.jspecify.annotations.Nullable;

/** Reads the settings variable by variable and keeps every problem, so that all are told at once. */
final class SettingsReader {
    private static final Pattern WAREHOUSE = Pattern.compile("[A-Za-z0-9_-]{1,16}");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final URI NOWHERE = URI.create("http://invalid");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    ErpSettings settings() {
        ErpSettings settings = new ErpSettings(
                endpoint(),
                warehouse("the shop's warehouse", "ERP_WAREHOUSE"),
                warehouse("the warehouse of batches", "ERP_BATCH_WAREHOUSE"),
                charset(),
                duration("how long a connection may take", "ERP_CONNECT_TIMEOUT", Duration.ofSeconds(1)),
                duration("how long an exchange may take", "ERP_TIMEOUT", Duration.ofSeconds(5)),
                number("exchanges at once", "ERP_CONNECTIONS", 20, 1, 50),
                AnswerLimits.DEFAULT.withBytes(number(
                        "the size of an answer",
                        "ERP_MAX_ANSWER_BYTES",
                        AnswerLimits.DEFAULT.bytes(),
                        1_024,
                        16_777_216)),
                flag("schema validation", "ERP_SCHEMA_VALIDATION"),
                fairness());
        judgeRest(settings);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    /** Otherwise what was asked before the rest is still under way after it, and is taken for the word of a probe. */
    private void judgeRest(ErpSettings settings) {
        Duration rest = settings.fairness().breakerRest();
        if (rest.compareTo(settings.timeout()) < 0) {
            problem(
                    "the breaker's rest",
                    "ERP_BREAKER_REST",
                    "at least ERP_TIMEOUT, " + settings.timeout()
                            + ": an exchange from before the rest must not be taken for a probe",
                    rest.toString());
        }
    }

    private Fairness fairness() {
        Fairness fairness = new Fairness(
                number("the ERP's rate", "ERP_RATE", 43, 1, Fairness.CEILING - 1),
                number("requests at once", "ERP_BURST", 3, 1, Fairness.CEILING - 1),
                redis(),
                number("processes that share the rate", "ERP_PROCESSES", 3, 1, Fairness.CEILING),
                number("ISBNs that wait", "ERP_MOST_WAITING", 5_000, Erp.MOST, 1_000_000),
                number("tries beyond the first", "ERP_RETRIES", 2, 0, 10),
                number("failures that open the breaker", "ERP_BREAKER_FAILURES", 5, 1, 100),
                duration("the breaker's rest", "ERP_BREAKER_REST", Duration.ofSeconds(30)),
                number("the breaker's probes", "ERP_BREAKER_PROBES", 3, 1, 20),
                duration("when an exchange is slow", "ERP_SLOW", Duration.ofSeconds(2)),
                health());
        if (fairness.rate() + fairness.burst() > Fairness.CEILING) {
            problem(
                    "the ERP's rate",
                    "ERP_RATE and ERP_BURST",
                    "together " + Fairness.CEILING + " at most: that is what the ERP may see in one second",
                    fairness.rate() + " and " + fairness.burst());
        }
        if (fairness.localRate() * fairness.processes() > fairness.rate()) {
            problem(
                    "the share without Redis",
                    "ERP_PROCESSES",
                    "at most ERP_RATE, of which each process has one a second at least",
                    fairness.processes() + " for " + fairness.rate());
        }
        return fairness;
    }

    private Fairness.@Nullable Redis redis() {
        String name = value("ERP_REDIS_URL") == null ? "REDIS_URL" : "ERP_REDIS_URL";
        String text = value(name);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (Set.of("redis", "rediss").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return new Fairness.Redis(new Secret(text));
            }
        } catch (URISyntaxException e) {
            // Told below, without the text: it may hold a password.
        }
        problems.add("where the rate is shared: " + name + " expected redis://host:port or rediss://host:port");
        return null;
    }

    private @Nullable URI health() {
        String text = value("ERP_HEALTH_ENDPOINT");
        if (text == null) {
            return null;
        }
        URI uri = uri(text);
        if (uri == null) {
            problems.add("the ERP's health: ERP_HEALTH_ENDPOINT expected http[s]://host[:port]/path");
        }
        return uri;
    }

    private URI endpoint() {
        boolean plain = flag("HTTP without TLS", "ERP_ALLOW_HTTP");
        String text = value("ERP_ENDPOINT");
        if (text == null) {
            problems.add("the ERP: ERP_ENDPOINT is not set; expected its SOAP address, https://host/path");
            return NOWHERE;
        }
        URI uri = uri(text);
        if (uri == null) {
            // The text itself is not shown: somebody may have put a password into it.
            problems.add("the ERP: ERP_ENDPOINT expected https://host[:port]/path, without user and query");
            return NOWHERE;
        }
        if (uri.getScheme().equals("http") && !plain && !THIS_MACHINE.contains(uri.getHost())) {
            problems.add("the ERP: ERP_ENDPOINT expected https, found http: the token would travel in the open."
                    + " ERP_ALLOW_HTTP=true allows it");
        }
        return uri;
    }

    private static @Nullable URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return web && bare && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private String warehouse(String what, String name) {
        String text = value(name);
        if (text == null) {
            return "TK01";
        }
        if (!WAREHOUSE.matcher(text).matches()) {
            problem(what, name, "a code of up to 16 letters and digits, such as TK01", text);
        }
        return text;
    }

    private @Nullable Charset charset() {
        String text = value("ERP_CHARSET");
        if (text == null) {
            return null;
        }
        try {
            return LegacyText.charset(text);
        } catch (IllegalArgumentException e) {
            problem("the charset of answers", "ERP_CHARSET", "windows-31j or UTF-8", text);
            return null;
        }
    }

    private Duration duration(String what, String name, Duration fallback) {
        String text = value(name);
        if (text == null) {
            return fallback;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive() && duration.compareTo(Duration.ofMinutes(5)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below with the variable's name, together with the other problems.
        }
        problem(what, name, "an ISO-8601 duration of up to five minutes, such as PT2S", text);
        return fallback;
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

    private boolean flag(String what, String name) {
        String text = value(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            problem(what, name, "true or false", text);
        }
        return "true".equals(text);
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
