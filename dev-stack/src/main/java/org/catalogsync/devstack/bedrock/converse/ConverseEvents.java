package org.catalogsync.devstack.bedrock.converse;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import tools.jackson.databind.json.JsonMapper;

/** The events of a stream as they go over the wire. */
final class ConverseEvents {

    static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private static final JsonMapper JSON = JsonMapper.shared();

    private ConverseEvents() {}

    static byte[] messageStart() {
        return event("messageStart", Map.of("role", "assistant"));
    }

    static byte[] text(int block, String text) {
        return delta(block, Map.of("text", text));
    }

    static byte[] thought(int block, String text) {
        return delta(block, Map.of("reasoningContent", Map.of("text", text)));
    }

    static byte[] signature(int block, String signature) {
        return delta(block, Map.of("reasoningContent", Map.of("signature", signature)));
    }

    private static byte[] delta(int block, Map<String, Object> delta) {
        return event("contentBlockDelta", Map.of("contentBlockIndex", block, "delta", delta));
    }

    static byte[] contentBlockStop(int block) {
        return event("contentBlockStop", Map.of("contentBlockIndex", block));
    }

    static byte[] messageStop(String reason) {
        return event("messageStop", Map.of("stopReason", reason));
    }

    static byte[] metadata(Map<String, Object> usage, long latencyMillis) {
        return event("metadata", Map.of("usage", usage, "metrics", Map.of("latencyMs", latencyMillis)));
    }

    /** What ends a stream that has begun well. */
    static byte[] exception(String type, String message) {
        return encoded("exception", ":exception-type", type, Map.of("message", message));
    }

    private static byte[] event(String type, Map<String, Object> content) {
        return encoded("event", ":event-type", type, content);
    }

    private static byte[] encoded(String kind, String typeHeader, String type, Map<String, ?> content) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(typeHeader, HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString(kind));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Message(headers, JSON.writeValueAsBytes(content)).encode(bytes);
        return bytes.toByteArray();
    }
}
