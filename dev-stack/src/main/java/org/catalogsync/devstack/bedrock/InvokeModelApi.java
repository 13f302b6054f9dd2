package org.catalogsync.devstack.bedrock;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.devstack.bedrock.speech.Tokens;
import org.catalogsync.devstack.http.ApiError;
import org.catalogsync.devstack.http.StreamServer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** InvokeModel for the one embedding model, refusing what the model refuses and in its words. */
final class InvokeModelApi {

    static final String MODEL = "amazon.titan-embed-text-v2:0";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern INVOKE = Pattern.compile("/model/([^/]+)/invoke");
    private static final Pattern THROTTLE = Pattern.compile("/dev-stack/throttle/(\\d{1,6})");
    private static final Set<String> KEYS = Set.of("inputText", "dimensions", "normalize", "embeddingTypes");
    private static final Set<Integer> DIMENSIONS = Set.of(256, 512, 1024);
    private static final int MOST_CHARACTERS = 50_000;
    private static final int MOST_TOKENS = 8_192;

    /** How many of the next calls of InvokeModel are throttled; tests set it. */
    private final AtomicInteger toThrottle = new AtomicInteger();

    byte[] answer(StreamServer.Request request) {
        Matcher throttle = THROTTLE.matcher(request.rawPath());
        if (throttle.matches()) {
            toThrottle.set(Integer.parseInt(throttle.group(1)));
            return "{}".getBytes(StandardCharsets.US_ASCII);
        }
        Matcher invoke = INVOKE.matcher(request.rawPath());
        if (!invoke.matches()) {
            throw new ApiError(
                    404,
                    "UnknownOperationException",
                    "The dev stack's Bedrock knows InvokeModel, Converse and ConverseStream.");
        }
        if (toThrottle.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ApiError(429, "ThrottlingException", "Too many requests, please wait before trying again.");
        }
        // The colon of the model's name arrives as %3A.
        return invoke(URLDecoder.decode(invoke.group(1), StandardCharsets.UTF_8), request);
    }

    private static byte[] invoke(String model, StreamServer.Request request) {
        if (!model.equals(MODEL)) {
            throw new ApiError(400, "ValidationException", "The provided model identifier is invalid.");
        }
        JsonNode body = parsed(request);
        String text = textOf(body);
        int tokens = Tokens.read(text);
        if (tokens > MOST_TOKENS) {
            throw new ApiError(
                    400,
                    "ValidationException",
                    "400 Bad Request: Too many input tokens. Max input tokens: " + MOST_TOKENS
                            + ", request input token count: " + tokens);
        }
        return written(TitleEmbedding.of(text, dimensionsOf(body), normalizeOf(body)), tokens);
    }

    private static JsonNode parsed(StreamServer.Request request) {
        JsonNode body;
        try {
            body = JSON.readTree(request.body());
        } catch (JacksonException e) {
            throw malformed(e.getOriginalMessage());
        }
        if (!body.isObject()) {
            throw malformed("expected type: JSONObject, found: " + body.getNodeType());
        }
        body.propertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw malformed("#: extraneous key [" + key + "] is not permitted");
                });
        return body;
    }

    private static String textOf(JsonNode body) {
        JsonNode text = body.path("inputText");
        if (text.isMissingNode()) {
            throw malformed("#: required key [inputText] not found");
        }
        if (!text.isString()) {
            throw malformed("#/inputText: expected type: String, found: " + text.getNodeType());
        }
        int length = text.asString().length();
        if (length == 0) {
            throw malformed("#/inputText: expected minLength: 1, actual: 0");
        }
        if (length > MOST_CHARACTERS) {
            throw malformed("#/inputText: expected maxLength: " + MOST_CHARACTERS + ", actual: " + length);
        }
        return text.asString();
    }

    private static int dimensionsOf(JsonNode body) {
        JsonNode dimensions = body.path("dimensions");
        if (dimensions.isMissingNode()) {
            return 1024;
        }
        if (!dimensions.isInt() || !DIMENSIONS.contains(dimensions.asInt())) {
            throw malformed("#/dimensions: " + dimensions + " is not a valid enum value");
        }
        return dimensions.asInt();
    }

    private static boolean normalizeOf(JsonNode body) {
        JsonNode normalize = body.path("normalize");
        if (!normalize.isMissingNode() && !normalize.isBoolean()) {
            throw malformed("#/normalize: expected type: Boolean, found: " + normalize.getNodeType());
        }
        return normalize.asBoolean(true);
    }

    private static ApiError malformed(String reason) {
        return new ApiError(
                400,
                "ValidationException",
                "Malformed input request: " + reason + ", please reformat your input and try again.");
    }

    /** By hand: this is most of the work of an answer, and numbers need no escaping. */
    private static byte[] written(float[] embedding, int tokens) {
        StringBuilder json = new StringBuilder(embedding.length * 13 + 64).append("{\"embedding\":[");
        for (int i = 0; i < embedding.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            json.append(embedding[i]);
        }
        json.append("],\"inputTextTokenCount\":").append(tokens).append('}');
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
