package org.catalogsync.devstack.events;

import java.time.Instant;
import java.util.List;
import org.catalogsync.devstack.http.ApiError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parameters of a request. */
record Input(JsonNode json) {

    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String bus() {
        String nameOrArn = or("EventBusName", Buses.DEFAULT);
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    String required(String parameter) {
        String value = optional(parameter);
        if (value == null) {
            throw new ApiError(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value null at '" + parameter
                            + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    @Nullable
    String optional(String parameter) {
        JsonNode value = json.path(parameter);
        return value.isString() ? value.asString() : null;
    }

    String or(String parameter, String otherwise) {
        String value = optional(parameter);
        return value == null ? otherwise : value;
    }

    <T> List<T> list(String parameter, Class<T> type) {
        try {
            return json.path(parameter)
                    .valueStream()
                    .map(node -> JSON.treeToValue(node, type))
                    .toList();
        } catch (JacksonException e) {
            throw new ApiError(400, "SerializationException", parameter + ": " + e.getOriginalMessage());
        }
    }

    /** A structure among the parameters; its own are then required or not. */
    Input structure(String parameter) {
        return new Input(json.path(parameter));
    }

    /** Seconds since 1970, with fractions. */
    Instant instant(String parameter) {
        JsonNode value = json.path(parameter);
        if (!value.isNumber()) {
            required(parameter);
            throw new ApiError(400, "SerializationException", parameter + " is not a number of seconds");
        }
        return Instant.ofEpochMilli(Math.round(value.asDouble() * 1000));
    }

    int number(String parameter, int otherwise) {
        return json.path(parameter).asInt(otherwise);
    }

    void refuseInputTransformers() {
        if (json.path("Targets").valueStream().anyMatch(target -> target.has("InputTransformer"))) {
            throw new ApiError(400, "ValidationException", "The dev stack's EventBridge has no input transformers.");
        }
    }
}
