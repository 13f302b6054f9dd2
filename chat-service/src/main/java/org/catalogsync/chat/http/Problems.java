package org.catalogsync.chat.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.catalogsync.chat.http.access.Refused;

/** Makes a problem of everything that the framework refuses. Its own words may quote what was sent. */
@Singleton
public final class Problems implements ErrorResponseProcessor<byte[]> {

    @Override
    @SuppressWarnings("unchecked") // without a body it is of any type
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        if (context.getRequest().getMethod() == HttpMethod.HEAD) {
            return (MutableHttpResponse<byte[]>) response;
        }
        int status = response.code();
        return of(status).in(response);
    }

    private static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(status, "bad_request", "the request cannot be read");
            case 404 -> Problem.of(status, "no_such_path", "nothing is here");
            case 405 -> Problem.of(status, "method_not_allowed", "Allow names the methods of this path");
            case 406 -> Problem.of(status, "not_acceptable", "no such form");
            case 413 -> Problem.of(status, "too_large", "a body has 8 KB at most");
            case 415 -> Problem.of(status, "unsupported_media_type", "expected application/json");
            default ->
                status < 500
                        ? Problem.of(status, "refused", "the request cannot be answered")
                        : Problem.of(status, "internal_error", "something went wrong");
        };
    }

    /** What is refused behind the gate. */
    @Singleton
    static final class OfRefused implements ExceptionHandler<Refused, HttpResponse<?>> {
        @Override
        @SuppressWarnings("rawtypes") // the framework's own signature
        public HttpResponse<?> handle(HttpRequest request, Refused refused) {
            return Problem.of(refused).response();
        }
    }
}
