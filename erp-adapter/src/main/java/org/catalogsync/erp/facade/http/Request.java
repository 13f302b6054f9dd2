package org.catalogsync.erp.facade.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request whose head has been read. Used by one thread. */
public final class Request {
    private final String method;
    private final List<String> path;
    private final Map<String, List<String>> query;
    private final Function<String, List<String>> headers;
    private final InputStream in;
    private byte[] body = {};

    /**
     * A request as a server has it.
     *
     * @param rawPath still percent-encoded
     * @param rawQuery still percent-encoded, null where there is none
     * @param headers all values of a header, none where it is absent
     * @param in the body, unread
     */
    public Request(
            String method,
            String rawPath,
            @Nullable String rawQuery,
            Function<String, List<String>> headers,
            InputStream in) {
        this.method = method;
        this.path = segments(rawPath);
        this.query = parameters(rawQuery);
        this.headers = headers;
        this.in = in;
    }

    public String method() {
        return method;
    }

    /** The decoded segments behind the first slash; an empty one stands for a slash at the end. */
    public List<String> path() {
        return path;
    }

    /** The decoded parameters of the query with all their values, in their order. */
    public Map<String, List<String>> query() {
        return query;
    }

    /** Every value of a header. */
    public List<String> headers(String name) {
        return headers.apply(name);
    }

    /** The one value of a header, null where there is none; several of a header that has one are refused. */
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        if (values.size() > 1) {
            throw new Refused(
                    Problem.of(400, "invalid_header", name + ": expected once, found " + values.size() + " times"));
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Reads the body, which may have so many bytes; the rest of a longer one is not read. */
    public void receive(int most) {
        try {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refused(Problem.of(413, "body_too_large", "expected a body of at most " + most + " bytes")
                        .with("Connection", "close"));
            }
            body = bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("the request's body did not come to its end", e);
        }
    }

    /** The body that was received, empty where none was. */
    public byte[] body() {
        return body;
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.substring(1).split("/", -1)) {
            segments.add(decoded(segment.replace("+", "%2B"))); // a plus is a space in queries only
        }
        return List.copyOf(segments);
    }

    private static Map<String, List<String>> parameters(@Nullable String rawQuery) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return parameters;
        }
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return Collections.unmodifiableMap(parameters);
    }

    /** What is no UTF-8 becomes U+FFFD, which no value here may contain. The server has refused an escape that is none. */
    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
