package org.catalogsync.erp.facade.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request has no other answer, as RFC 9457 has it. Always JSON, whatever the request accepts: a client that cannot read the answer must at least read why.
 *
 * @param type a URN that ends in the code
 * @param title what the status means
 * @param code a stable word, for programs
 * @param detail for people
 * @param isbn the ISBN that it is about, where it is about one
 * @param asOf when the ERP was asked, where it was
 * @param errors every value that cannot be used, where that is the reason
 * @param headers go with the answer
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String isbn,
        @JsonProperty("as_of") @Nullable Instant asOf,
        @Nullable List<WrongValue> errors,
        @JsonIgnore Map<String, String> headers) {

    public Problem {
        errors = errors == null || errors.isEmpty() ? null : List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    /** A problem with nothing but its words. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(
                "urn:catalog-sync:problem:" + code, title(status), status, code, detail, null, null, null, Map.of());
    }

    /** The same about an ISBN. */
    public Problem about(String what, Instant when) {
        return new Problem(type, title, status, code, detail, what, when, errors, headers);
    }

    /** The same because of these values. */
    public Problem because(List<WrongValue> values) {
        return new Problem(type, title, status, code, detail, isbn, asOf, values, headers);
    }

    /** The same with one more header. */
    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(type, title, status, code, detail, isbn, asOf, errors, more);
    }

    /** The same with Retry-After in whole seconds, rounded up, where it is known. */
    public Problem retryAfter(@Nullable Duration rest) {
        return rest == null ? this : with("Retry-After", Long.toString(seconds(rest)));
    }

    /** Whole seconds, rounded up and at least 1: who waits so long does not come too early. */
    public static long seconds(Duration time) {
        return Math.max(1, time.plusNanos(999_999_999).toSeconds());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
