package org.catalogsync.chat.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** {@code GET /metrics}, for whoever stands beside the service: this machine or its private network, and not through a load balancer. To all others nothing is here. */
@Controller
public final class Metrics {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private final Scrape scrape;
    private final boolean open;

    Metrics(Scrape scrape, HttpSettings settings) {
        this.scrape = scrape;
        this.open = settings.metricsOpen();
    }

    /** In Prometheus's text. On a thread that may wait: the process's own figures are read from files. */
    @Get("/metrics")
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> metrics(HttpRequest<?> request) {
        if (!open && !isBeside(request)) {
            return Problem.of(404, "no_such_path", "nothing is here").response();
        }
        return HttpResponse.ok(scrape.text().getBytes(StandardCharsets.UTF_8))
                .contentType(TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** A load balancer has a private address itself; but it says for whom it asks. */
    private static boolean isBeside(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return !headers.contains("X-Forwarded-For")
                && !headers.contains("Forwarded")
                && !headers.contains("Via")
                && isPrivate(request.getRemoteAddress().getAddress());
    }

    static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
    }
}
