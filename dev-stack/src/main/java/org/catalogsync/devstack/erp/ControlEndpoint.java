package org.catalogsync.devstack.erp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /control/…}: what a test or an operator does to the simulator and learns from it, in JSON.
 *
 * <p>{@code GET stats}, {@code POST reset}, {@code GET fault}, {@code POST fault} with {@code {"kind":"slow","rate":0.5,"delay_ms":5000}} or {@code {"kind":"off"}}.
 */
final class ControlEndpoint {
    static final String PATH = "/control/";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_BYTES = 4 << 10;
    private static final String OFF = "off";

    private final Arrivals arrivals;
    private final Statistics statistics;
    private final Faults faults;

    ControlEndpoint(Arrivals arrivals, Statistics statistics, Faults faults) {
        this.arrivals = arrivals;
        this.statistics = statistics;
        this.faults = faults;
    }

    /** Answers one exchange. */
    void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring(PATH.length());
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        Reply reply = switch (asked) {
            case "GET stats" -> json(200, stats());
            case "POST reset" -> {
                arrivals.reset();
                statistics.reset();
                yield json(200, stats());
            }
            case "GET fault" -> json(200, told(faults.current()));
            case "POST fault" -> fault(body);
            default -> json(404, Map.of("message", "there is GET stats, POST reset, GET fault and POST fault"));
        };
        reply.send(exchange);
    }

    private Map<String, Object> stats() {
        Arrivals.Counts counts = arrivals.counts();
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("requests", counts.requests());
        stats.put("refused", counts.refused());
        stats.put("max_in_1000ms", counts.mostWithinWindow());
        stats.putAll(statistics.told());
        stats.put("fault", told(faults.current()));
        return stats;
    }

    private Reply fault(byte[] body) {
        try {
            faults.set(asked(JSON.readTree(body)));
            return json(200, told(faults.current()));
        } catch (JacksonException | IllegalArgumentException e) {
            return json(400, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable InjectedFault asked(JsonNode fault) {
        String kind = fault.path("kind").asString("");
        if (kind.equals(OFF)) {
            return null;
        }
        FaultKind found = FaultKind.labelled(kind)
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind expected " + FaultKind.labels() + " or off, found " + fault.path("kind")));
        return new InjectedFault(
                found,
                fault.path("rate").asDouble(1),
                Duration.ofMillis(fault.path("delay_ms").asLong(InjectedFault.USUAL_DELAY.toMillis())));
    }

    private static Map<String, Object> told(@Nullable InjectedFault fault) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", fault == null ? OFF : fault.kind().label());
        if (fault != null) {
            told.put("rate", fault.rate());
            if (fault.kind() == FaultKind.SLOW) {
                told.put("delay_ms", fault.delay().toMillis());
            }
        }
        return told;
    }

    private static Reply json(int status, Map<String, Object> content) {
        return Reply.of(status, "application/json", JSON.writeValueAsBytes(content));
    }
}
