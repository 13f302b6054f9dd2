package org.catalogsync.stores;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.catalogsync.stores.StoresSettings.ProductWrites;
import org.catalogsync.stores.StoresSettings.Profile;
import org.catalogsync.stores.StoresSettings.VectorWrites;
import org.jspecify.annotations.Nullable;

/** Reads the settings variable by variable and keeps every problem, so that all are told at once. */
final class SettingsReader {
    private static final String AWS_ENDPOINT = "AWS_ENDPOINT_URL";
    private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9_-]{0,100}");
    private static final Pattern BUS = Pattern.compile("[a-zA-Z0-9_.:/-]{1,256}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern MODEL = Pattern.compile("\\S{1,2048}");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    StoresSettings settings() {
        Profile profile = choice("the profile", "CATALOG_SYNC_PROFILE", Profile.class, Profile.DEV);
        boolean dev = profile == Profile.DEV;
        StoresSettings settings = new StoresSettings(
                profile,
                text("the AWS region", "AWS_REGION", "ap-northeast-1", REGION, "a region such as ap-northeast-1"),
                awsEndpoints(),
                openSearch(dev),
                redis(dev),
                text("the staging bucket", "STAGING_BUCKET", "catalog-sync-staging", BUCKET, "a bucket name"),
                text("the product table", "PRODUCTS_TABLE", "manga-products", TABLE, "a table name"),
                choice(
                        "the way products are written",
                        "PRODUCT_WRITES",
                        ProductWrites.class,
                        dev ? ProductWrites.TRANSACTIONS : ProductWrites.STATEMENTS),
                text("the table of vectors", "EMBEDDINGS_TABLE", "manga-embeddings", TABLE, "a table name"),
                choice(
                        "the way vectors are written",
                        "EMBEDDING_WRITES",
                        VectorWrites.class,
                        dev ? VectorWrites.TRANSACTIONS : VectorWrites.BATCHES),
                text("the table of sync state", "SYNC_STATE_TABLE", "manga-sync-state", TABLE, "a table name"),
                text(
                        "the catalogue's alias",
                        "CATALOG_ALIAS",
                        "manga-catalog",
                        ALIAS,
                        "lower case letters, digits, - and _"),
                text("the event bus", "INVENTORY_EVENT_BUS", "manga-assist-inventory", BUS, "a bus name or ARN"),
                number(
                        "the size of one PutEvents call",
                        "EVENT_BATCH_BYTES",
                        262_144,
                        "1024 to 1048576",
                        n -> n >= 1024 && n <= 1_048_576),
                text("the embedding model", "EMBEDDING_MODEL", "amazon.titan-embed-text-v2:0", MODEL, "a model id"),
                number(
                        "the width of vectors",
                        "EMBEDDING_DIMENSIONS",
                        dev ? 256 : 1024,
                        "256, 512 or 1024",
                        Set.of(256, 512, 1024)::contains),
                number(
                        "how many texts are embedded at once",
                        "EMBEDDING_CONCURRENCY",
                        dev ? 16 : 8,
                        "1 to 64",
                        n -> n >= 1 && n <= 64),
                deadline());
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    private Map<String, URI> awsEndpoints() {
        Map<String, URI> endpoints = new HashMap<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith(AWS_ENDPOINT))
                .sorted()
                .forEach(name -> {
                    String url = value(name);
                    if (url != null && (name.equals(AWS_ENDPOINT) || name.startsWith(AWS_ENDPOINT + "_"))) {
                        String service = name.equals(AWS_ENDPOINT)
                                ? StoresSettings.EVERY_SERVICE
                                : name.substring(AWS_ENDPOINT.length() + 1);
                        endpoints.put(service, uri("an AWS endpoint", name, url, Set.of("http", "https")));
                    }
                });
        return Map.copyOf(endpoints);
    }

    private URI openSearch(boolean dev) {
        String url = value("OPENSEARCH_URL");
        if (url == null) {
            return dev
                    ? URI.create("http://127.0.0.1:9200")
                    : missing("the search index", "OPENSEARCH_URL", "its http or https address");
        }
        URI address = uri("the search index", "OPENSEARCH_URL", url, Set.of("http", "https"));
        if (address.getHost().endsWith(".aoss.amazonaws.com")) {
            problem(
                    "the search index",
                    "OPENSEARCH_URL",
                    "an OpenSearch domain: a serverless vector collection takes neither document ids nor external versions",
                    url);
        }
        return address;
    }

    private URI redis(boolean dev) {
        String url = value("REDIS_URL");
        if (url != null) {
            return uri("the answer cache", "REDIS_URL", url, Set.of("redis", "rediss"));
        }
        String host = value("REDIS_HOST");
        if (host == null && !dev) {
            return missing("the answer cache", "REDIS_URL or REDIS_HOST", "a redis or rediss address, or a host name");
        }
        int port = number("the answer cache's port", "REDIS_PORT", 6379, "1 to 65535", n -> n >= 1 && n <= 65_535);
        return uri(
                "the answer cache",
                "REDIS_HOST",
                "redis://" + (host == null ? "127.0.0.1" : host) + ":" + port,
                Set.of("redis"));
    }

    private Duration deadline() {
        String text = value("STORE_DEADLINE");
        Duration fallback = Duration.ofSeconds(60);
        if (text == null) {
            return fallback;
        }
        try {
            Duration deadline = Duration.parse(text);
            if (deadline.isPositive()) {
                return deadline;
            }
        } catch (DateTimeParseException e) {
            // Told below with the variable's name, together with the other problems.
        }
        problem(
                "how long a store may be retried",
                "STORE_DEADLINE",
                "a positive ISO-8601 duration such as PT60S",
                text);
        return fallback;
    }

    private String text(String what, String name, String fallback, Pattern allowed, String expected) {
        String text = value(name);
        if (text == null) {
            return fallback;
        }
        if (!allowed.matcher(text).matches()) {
            problem(what, name, expected, text);
        }
        return text;
    }

    private int number(String what, String name, int fallback, String expected, Predicate<Integer> allowed) {
        String text = value(name);
        if (text == null) {
            return fallback;
        }
        if (text.matches("\\d{1,9}") && allowed.test(Integer.parseInt(text))) {
            return Integer.parseInt(text);
        }
        problem(what, name, expected, text);
        return fallback;
    }

    private <E extends Enum<E>> E choice(String what, String name, Class<E> type, E fallback) {
        String text = value(name);
        if (text == null) {
            return fallback;
        }
        for (E choice : type.getEnumConstants()) {
            if (spelling(choice).equals(text)) {
                return choice;
            }
        }
        String spellings = Arrays.stream(type.getEnumConstants())
                .map(SettingsReader::spelling)
                .collect(Collectors.joining(" or "));
        problem(what, name, spellings, text);
        return fallback;
    }

    private static String spelling(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static final URI NOWHERE = URI.create("http://invalid");

    private URI uri(String what, String name, String url, Set<String> schemes) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below with the variable's name, together with the other problems.
        }
        String expected = schemes.stream()
                .sorted()
                .map(scheme -> scheme + "://host[:port]")
                .collect(Collectors.joining(" or "));
        problem(what, name, expected, StoresSettings.withoutCredentials(url));
        return NOWHERE;
    }

    private URI missing(String what, String name, String expected) {
        problems.add(what + ": " + name + " is not set; expected " + expected);
        return NOWHERE;
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
