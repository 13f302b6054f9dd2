package org.catalogsync.erp.facade.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer.
 *
 * @param headers without Content-Length, which goes by the body
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go straight to a wire
public record Response(int status, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = Json.mapper();

    public Response {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** An answer of this type. */
    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    /** An answer in text. */
    public static Response text(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer in JSON. */
    public static Response json(int status, Object value) {
        return of(status, "application/json", JSON.writeValueAsBytes(value));
    }

    /** An answer that is its headers. */
    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    /** A problem as an answer. */
    public static Response of(Problem problem) {
        return of(problem.status(), "application/problem+json", JSON.writeValueAsBytes(problem))
                .with(problem.headers());
    }

    public Response with(String header, String value) {
        return with(Map.of(header, value));
    }

    /** The same with these headers too. */
    public Response with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Response(status, all, body);
    }
}
