package org.catalogsync.devstack.bedrock.converse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.devstack.erp.Latency;
import org.catalogsync.devstack.http.ApiError;
import org.catalogsync.devstack.http.Caller;
import org.catalogsync.devstack.http.CallerGone;
import org.catalogsync.devstack.http.StreamServer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /dev-stack/model…}: what a test or an operator does to the chat models and learns from them, in JSON.
 *
 * <p>{@code GET} and {@code POST /dev-stack/model} with {@code {"fault":"throttle","rate":0.2,"first_token_p50_ms":500,"first_token_p99_ms":1100,"classify_p50_ms":350,
 * "classify_p99_ms":800,"token_ms":12}}, where what is not named stays as it is; {@code GET …/stats}, {@code POST …/stats/reset}.
 */
public final class ModelControl {

    /** Everything here begins with it. */
    public static final String PATH = "/dev-stack/model";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SEED = 1;

    private final ModelCounts counts = new ModelCounts();
    private final AtomicLong calls = new AtomicLong();
    private volatile ModelSettings settings = ModelSettings.USUAL;

    ModelCounts counts() {
        return counts;
    }

    ModelSettings settings() {
        return settings;
    }

    /** One call's: the n-th call of a process fares as the n-th of any other. */
    Random dice() {
        // The first numbers of neighbouring seeds are alike; of seeds so far apart they are not.
        return new Random((SEED + calls.incrementAndGet()) * 0x9E3779B97F4A7C15L);
    }

    /** Answers one request. */
    public void answer(StreamServer.Request request, Caller caller) throws CallerGone {
        String asked = request.method() + " " + request.rawPath().substring(PATH.length());
        Map<String, Object> told = switch (asked) {
            case "GET " -> told();
            case "POST " -> {
                change(request.body());
                yield told();
            }
            case "GET /stats" -> counts.told();
            case "POST /stats/reset" -> {
                counts.reset();
                yield counts.told();
            }
            default ->
                throw new ApiError(
                        404,
                        "UnknownOperationException",
                        "there is GET and POST " + PATH + ", GET " + PATH + "/stats and POST " + PATH + "/stats/reset");
        };
        caller.send("application/json", JSON.writeValueAsBytes(told));
    }

    private void change(byte[] body) {
        try {
            settings = changed(JSON.readTree(body), settings);
        } catch (JacksonException | IllegalArgumentException e) {
            throw ConverseRequest.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ModelSettings changed(JsonNode asked, ModelSettings before) {
        boolean otherFault = asked.has("fault");
        return new ModelSettings(
                otherFault ? fault(asked.path("fault").asString("")) : before.fault(),
                asked.path("rate").asDouble(otherFault ? 1 : before.rate()),
                latency(asked, "first_token", before.firstToken()),
                latency(asked, "classify", before.classification()),
                asked.has("token_ms")
                        ? ModelSettings.tokensEach(asked.path("token_ms").asInt())
                        : before.token());
    }

    private static Optional<ModelFault> fault(String label) {
        if (label.equals(ModelFault.OFF)) {
            return Optional.empty();
        }
        return Optional.of(ModelFault.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "fault expected " + ModelFault.labels() + " or off, found '" + label + "'")));
    }

    private static Latency latency(JsonNode asked, String what, Latency before) {
        return new Latency(
                asked.path(what + "_p50_ms").asInt(before.p50Millis()),
                asked.path(what + "_p99_ms").asInt(before.p99Millis()));
    }

    private Map<String, Object> told() {
        ModelSettings now = settings;
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("fault", now.fault().map(ModelFault::label).orElse(ModelFault.OFF));
        told.put("rate", now.rate());
        told.put("first_token_p50_ms", now.firstToken().p50Millis());
        told.put("first_token_p99_ms", now.firstToken().p99Millis());
        told.put("classify_p50_ms", now.classification().p50Millis());
        told.put("classify_p99_ms", now.classification().p99Millis());
        told.put("token_ms", now.token().p50Millis());
        return told;
    }
}
