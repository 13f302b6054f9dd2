package org.catalogsync.chat.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.catalogsync.chat.http.access.Buckets;
import org.catalogsync.chat.http.access.Caller;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.chat.http.access.Refused;
import org.catalogsync.chat.http.access.Why;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyIsbn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/items/{isbn}}: product, live stock and related volumes in one answer. */
@Controller("/v1/items")
public final class ItemsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Items items;
    private final Buckets rate;
    private final Refusals refusals;

    ItemsController(Items items, @Named("items") Buckets rate, Refusals refusals) {
        this.items = items;
        this.rate = rate;
        this.refusals = refusals;
    }

    @Get("/{isbn}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> item(@PathVariable String isbn, HttpRequest<?> request) {
        Caller caller = Gate.caller(request);
        Duration wait = rate.take(caller.user());
        if (wait.isPositive()) {
            refusals.refused("/v1", Why.TOO_MANY_REQUESTS, Gate.address(request));
            throw new Refused(Why.TOO_MANY_REQUESTS, wait);
        }
        Isbn read = LegacyIsbn.parse(isbn);
        if (read == null) {
            return invalid(isbn).response();
        }
        return switch (items.find(read)) {
            case Items.Found.Present present -> found(present.view(), request);
            case Items.Found.Unknown _ ->
                Problem.of(404, "isbn_not_found", "no volume of this ISBN").response();
            case Items.Found.Unavailable _ ->
                Problem.of(503, "item_unavailable", "it cannot be looked up just now")
                        .retryAfter(RETRY_AFTER)
                        .response();
            case Items.Found.Deleted deleted ->
                Problem.of(410, "isbn_deleted", "no longer in the catalogue")
                        .with("deleted_at", deleted.at().toString())
                        .response();
        };
    }

    private static HttpResponse<?> found(ItemView view, HttpRequest<?> request) {
        byte[] body = json(view);
        String tag = tag(body);
        boolean same = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(line -> java.util.Arrays.stream(line.split(",")))
                .map(each -> each.trim().replaceFirst("^W/", ""))
                .anyMatch(each -> each.equals(tag) || each.equals("*"));
        return (same ? HttpResponse.notModified() : HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE))
                .header(HttpHeaders.ETAG, tag)
                // Stock changes within seconds, so it may be kept and has to be asked for; what is old already is not
                // kept.
                .header(HttpHeaders.CACHE_CONTROL, view.live().stale() ? "no-store" : "private, no-cache");
    }

    private static byte[] json(ItemView view) {
        ObjectNode node =
                Wire.json().createObjectNode().put("isbn", view.product().isbn().value());
        node.set("product", Wire.fact(view.product()));
        node.set("stock", Wire.fact(view.live()));
        node.set("related", Wire.facts(view.related()));
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Problem invalid(String text) {
        Problem problem = Problem.of(
                400,
                "invalid_isbn",
                "expected an ISBN-13 that begins with 978 or 979, or an ISBN-10, with a right check digit");
        Isbn corrected = corrected(text);
        return corrected == null ? problem : problem.with("corrected", corrected.value());
    }

    /** What it would be with another check digit; null where it is wrong in another way. */
    private static @Nullable Isbn corrected(String text) {
        if (!LegacyIsbn.isWellFormed(text)) {
            return null;
        }
        String compact = LegacyIsbn.compact(text);
        String twelve = compact.length() == 10 ? "978" + compact.substring(0, 9) : compact.substring(0, 12);
        for (char digit = '0'; digit <= '9'; digit++) {
            if (Isbn.isCanonical(twelve + digit)) {
                return new Isbn(twelve + digit);
            }
        }
        throw new IllegalStateException("one of ten digits is the check digit of twelve");
    }
}
