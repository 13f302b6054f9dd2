package org.catalogsync.cdc.observe;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The variables of OpenTelemetry ({@code OTEL_*}, or system properties {@code otel.*}) are the settings of traces. Here stand the defaults that differ from its own, and when there are traces at all: where somebody has
 * said where they go.
 */
final class TraceSettings {
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String HTTP = "http/protobuf";
    private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";

    private TraceSettings() {}

    /** Empty where traces are not exported. Settings that cannot be used stop the start. */
    static Optional<OpenTelemetrySdk> sdk(Clock clock) {
        if (!on()) {
            return Optional.empty();
        }
        return Optional.of(AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesCustomizer(TraceSettings::defaults)
                .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(new DatedIds(clock)))
                // Spans of the last batch are ended after the process was told to end: who closes the traces knows
                // when.
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk());
    }

    private static boolean on() {
        if ("true".equalsIgnoreCase(setting("otel.sdk.disabled"))) {
            return false;
        }
        String exporter = setting(EXPORTER);
        return exporter == null
                ? setting(ENDPOINT) != null || setting(TRACES_ENDPOINT) != null
                : !exporter.equals("none");
    }

    /** As the SDK looks for it. */
    private static @Nullable String setting(String name) {
        String property = System.getProperty(name);
        String value = property == null ? System.getenv(variable(name)) : property;
        return value == null || value.isBlank() ? null : value.trim();
    }

    static Map<String, String> defaults(ConfigProperties set) {
        refuseOtherProtocol(set, PROTOCOL);
        refuseOtherProtocol(set, "otel.exporter.otlp.traces.protocol");
        Map<String, String> defaults = new HashMap<>();
        defaults.put(EXPORTER, "otlp");
        // Prometheus has the metrics, and standard error the log.
        defaults.put("otel.metrics.exporter", "none");
        defaults.put("otel.logs.exporter", "none");
        defaults.put(PROTOCOL, HTTP);
        // A full batch of records of which all are sampled ends several thousand spans at once.
        defaults.put("otel.bsp.max.queue.size", "8192");
        if (set.getString("otel.traces.sampler") == null) {
            defaults.put("otel.traces.sampler", "parentbased_traceidratio");
            defaults.put("otel.traces.sampler.arg", "0.01");
        }
        if (!set.getMap("otel.resource.attributes").containsKey("service.name")) {
            defaults.put("otel.service.name", "cdc-stream");
        }
        defaults.keySet().removeIf(name -> set.getString(name) != null);
        return defaults;
    }

    /** The SDK's own words would be "unexpected configuration error". */
    private static void refuseOtherProtocol(ConfigProperties set, String name) {
        String protocol = set.getString(name);
        if (protocol != null && !protocol.equals(HTTP)) {
            throw new ConfigurationException(variable(name) + ": expected " + HTTP + ", found " + protocol);
        }
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
