package org.catalogsync.erp.facade;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.erp.InvalidSettings;
import org.catalogsync.erp.facade.access.ApiKey;
import org.catalogsync.erp.facade.access.ApiKeyList;
import org.jspecify.annotations.Nullable;

/** Reads the settings one by one and keeps every problem, so that all are told at once. */
final class FacadeSettingsReader {
    private static final long LARGEST_KEYS_FILE = 1 << 20;
    private static final int PORTS = 65_535;

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    FacadeSettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    FacadeSettings settings(String bind, int port) {
        InetAddress host = host(bind);
        if (port < 0 || port > PORTS) {
            problems.add("the port: --port expected 0 to " + PORTS + ", found " + port);
        }
        boolean configured = value("ERP_API_KEYS_FILE") != null || value("ERP_API_KEYS") != null;
        List<ApiKey> keys = keys();
        if (!configured && !host.isLoopbackAddress()) {
            problems.add(
                    "the address: --bind " + bind + " lets other machines ask, so ERP_API_KEYS_FILE has to say who may."
                            + " Without keys --bind expects an address of this machine alone, such as 127.0.0.1");
        }
        int anonymous = number("requests a second without keys", "ERP_API_ANONYMOUS_RATE", 20, 1, 1_000);
        Duration deadline = duration(
                "how long a request may take", "ERP_API_DEADLINE", Duration.ofSeconds(2), Duration.ofMillis(50));
        int atOnce = number("requests at once", "ERP_API_REQUESTS", 64, 1, 512);
        Duration read = duration(
                "how long a request may take to come",
                "ERP_API_READ_TIMEOUT",
                Duration.ofSeconds(10),
                Duration.ofSeconds(1));
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return new FacadeSettings(new InetSocketAddress(host, port), keys, anonymous, deadline, atOnce, read);
    }

    private InetAddress host(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            problems.add("the address: --bind expected a name or an address of this machine, found '" + bind + "'");
            return InetAddress.getLoopbackAddress();
        }
    }

    private List<ApiKey> keys() {
        String file = value("ERP_API_KEYS_FILE");
        String inline = value("ERP_API_KEYS");
        if (file != null && inline != null) {
            problems.add("the API keys: ERP_API_KEYS_FILE and ERP_API_KEYS are both set, and one of them is expected");
            return List.of();
        }
        if (file != null) {
            List<String> lines = lines(file);
            return lines == null ? List.of() : keys("ERP_API_KEYS_FILE", lines);
        }
        return inline == null ? List.of() : keys("ERP_API_KEYS", List.of(inline.split("[,\\n]")));
    }

    private List<ApiKey> keys(String name, List<String> lines) {
        ApiKeyList list = ApiKeyList.read(lines);
        list.problems().forEach(problem -> problems.add("the API keys: " + name + ", " + problem));
        if (list.keys().isEmpty() && list.problems().isEmpty()) {
            // An empty file of keys is a mistake, and must not open the door to everybody.
            problems.add("the API keys: " + name + " has none");
        }
        return list.keys();
    }

    private @Nullable List<String> lines(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST_KEYS_FILE) {
                problems.add("the API keys: ERP_API_KEYS_FILE expected at most 1 MB, found more");
                return null;
            }
            return Files.readAllLines(path);
        } catch (IOException | InvalidPathException e) {
            problems.add("the API keys: ERP_API_KEYS_FILE expected a readable file in UTF-8, found '" + file + "'");
            return null;
        }
    }

    private Duration duration(String what, String name, Duration fallback, Duration least) {
        String text = value(name);
        if (text == null) {
            return fallback;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(Duration.ofMinutes(1)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below with the variable's name, together with the other problems.
        }
        problem(what, name, "an ISO-8601 duration from " + least + " to a minute, such as PT2S", text);
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

    private void problem(String what, String name, String expected, String found) {
        problems.add(what + ": " + name + " expected " + expected + ", found '" + found + "'");
    }

    /** An empty variable counts as unset, as it does in shells and in the AWS tools. */
    private @Nullable String value(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.trim();
    }
}
