package org.catalogsync.chat.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.catalogsync.chat.http.access.Refused;
import org.catalogsync.chat.http.access.UserRate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request has no other answer, as RFC 9457 has it.
 *
 * @param code a stable word, for programs
 * @param detail for people; nothing of what was sent
 * @param more further members
 * @param headers go with the answer
 */
record Problem(int status, String code, String detail, Map<String, String> more, Map<String, String> headers) {
    static final String TYPE = "application/problem+json";

    Problem {
        more = Map.copyOf(more);
        headers = Map.copyOf(headers);
    }

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), Map.of());
    }

    static Problem of(Refused refused) {
        int status = refused.why().status();
        Problem problem = of(status, refused.why().word(), detail(status));
        if (status == 401) {
            String error = refused.why().word().equals("no_token") ? "" : ", error=\"invalid_token\"";
            problem = problem.header("WWW-Authenticate", "Bearer realm=\"catalog-sync\"" + error);
        }
        return refused.retryAfter().isPositive() ? problem.retryAfter(refused.retryAfter()) : problem;
    }

    private static String detail(int status) {
        return switch (status) {
            case 401 -> "expected a valid token of the issuer";
            case 403 -> "this page or machine may not ask here";
            case 429 -> "too many in a short time";
            case 503 -> "no more just now";
            default -> "refused";
        };
    }

    Problem header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(status, code, detail, more, all);
    }

    Problem with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(status, code, detail, all, headers);
    }

    Problem retryAfter(Duration wait) {
        return header("Retry-After", Long.toString(UserRate.seconds(wait)));
    }

    MutableHttpResponse<byte[]> response() {
        return in(HttpResponse.status(HttpStatus.valueOf(status)));
    }

    /** As the body of a response whose status is decided. */
    MutableHttpResponse<byte[]> in(MutableHttpResponse<?> response) {
        headers.forEach(response::header);
        return response.body(body()).contentType(TYPE);
    }

    private byte[] body() {
        ObjectNode node = Wire.json()
                .createObjectNode()
                .put("type", "urn:catalog-sync:problem:" + code)
                .put("title", HttpStatus.valueOf(status).getReason())
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
        more.forEach(node::put);
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
