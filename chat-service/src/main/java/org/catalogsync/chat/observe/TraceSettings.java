package org.catalogsync.chat.observe;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.stores.InvalidSettings;
import org.jspecify.annotations.Nullable;

/**
 * The variables of OpenTelemetry ({@code OTEL_*}) are the settings of traces, as they are for the stream of changes. Here stand the defaults that differ from its own, and when there are traces at all: where somebody has said
 * where they go.
 */
public final class TraceSettings {
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
    private static final String HTTP = "http/protobuf";

    private final Map<String, String> environment;

    private TraceSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Throws {@link InvalidSettings} where traces are wanted in a way that there is not. */
    public static TraceSettings fromEnvironment(Map<String, String> environment) {
        TraceSettings settings = new TraceSettings(Map.copyOf(environment));
        List<String> problems = new ArrayList<>();
        for (String name : List.of(PROTOCOL, TRACES_PROTOCOL)) {
            String protocol = settings.value(name);
            if (protocol != null && !protocol.equals(HTTP)) {
                problems.add(
                        "how traces travel: " + variable(name) + " expected " + HTTP + ", found '" + protocol + "'");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    /** Empty where traces are not exported; throws {@link InvalidSettings} with what the SDK does not take. */
    Optional<OpenTelemetrySdk> sdk() {
        if (!on()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(this::given)
                    .addPropertiesCustomizer(TraceSettings::defaults)
                    // Answers end after the process was told to end: who closes the traces knows when.
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException e) {
            throw new InvalidSettings(List.of("traces: " + e.getMessage()));
        }
    }

    boolean on() {
        if ("true".equalsIgnoreCase(value("otel.sdk.disabled"))) {
            return false;
        }
        String exporter = value(EXPORTER);
        return exporter == null ? value(ENDPOINT) != null || value(TRACES_ENDPOINT) != null : !exporter.equals("none");
    }

    private Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_") && !value.isBlank()) {
                given.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value.trim());
            }
        });
        return given;
    }

    private static Map<String, String> defaults(ConfigProperties set) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put(EXPORTER, "otlp");
        // Prometheus has the metrics, and standard error the log.
        defaults.put("otel.metrics.exporter", "none");
        defaults.put("otel.logs.exporter", "none");
        defaults.put(PROTOCOL, HTTP);
        // Answers are no part of a customer's trace, and nobody else's identifiers go out with our calls.
        defaults.put("otel.propagators", "none");
        // Of ten seconds at the highest rate, all sampled.
        defaults.put("otel.bsp.max.queue.size", "8192");
        if (set.getString("otel.traces.sampler") == null) {
            defaults.put("otel.traces.sampler", "parentbased_traceidratio");
            defaults.put("otel.traces.sampler.arg", "0.05");
        }
        if (!set.getMap("otel.resource.attributes").containsKey("service.name")) {
            defaults.put("otel.service.name", "chat-service");
        }
        defaults.keySet().removeIf(name -> set.getString(name) != null);
        return defaults;
    }

    private @Nullable String value(String name) {
        String value = environment.get(variable(name));
        return value == null || value.isBlank() ? null : value.trim();
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Whether there are any: the variables may hold a collector's key. */
    @Override
    public String toString() {
        return "TraceSettings[" + (on() ? "on" : "off") + "]";
    }
}
