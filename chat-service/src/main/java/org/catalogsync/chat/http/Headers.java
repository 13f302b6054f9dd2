package org.catalogsync.chat.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.catalogsync.chat.http.access.Origins;

/** What every answer tells a browser: to run nothing but what comes from here, and to show it in no frame of another page. */
@ServerFilter("/**")
public final class Headers {
    private static final String POLICY =
            "default-src 'self'; connect-src 'self'; img-src 'self' data:; object-src 'none';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Origins origins;

    Headers(Origins origins) {
        this.origins = origins;
    }

    /** Adds them. A page's files have no version in their names, so a browser asks each time whether they changed. */
    @ResponseFilter
    public void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin != null && origins.isNamed(origin)) {
            response.header("Access-Control-Allow-Origin", origin);
            response.header("Vary", "Origin");
        }
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cross-Origin-Resource-Policy", origins.isNamed(origin) ? "cross-origin" : "same-origin");
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(HttpHeaders.CACHE_CONTROL, response.code() == 200 ? "no-cache" : "no-store");
        }
    }
}
