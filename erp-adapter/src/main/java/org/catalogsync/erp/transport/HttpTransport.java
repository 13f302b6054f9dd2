package org.catalogsync.erp.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.transport.Exchange.Reason;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over the JDK's client. */
public final class HttpTransport implements Transport {
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final HttpClient client;
    private final ErpSettings settings;
    private final Semaphore connections;

    private HttpTransport(HttpClient client, ErpSettings settings) {
        this.client = client;
        this.settings = settings;
        this.connections = new Semaphore(settings.connections(), true);
    }

    /** Opens no connection yet. */
    public static HttpTransport open(ErpSettings settings) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the token goes to the endpoint and nowhere else
                .connectTimeout(settings.connectTimeout())
                .build();
        return new HttpTransport(client, settings);
    }

    @Override
    public Exchange post(SoapMessage message, Deadline deadline) {
        return post(message, deadline, () -> {});
    }

    @Override
    public Exchange post(SoapMessage message, Deadline deadline, Runnable sent) {
        try {
            if (!connections.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return new Exchange.Broken(
                        Reason.NO_FREE_CONNECTION,
                        settings.connections() + " exchanges were under way until the deadline");
            }
        } catch (InterruptedException e) {
            return interrupted();
        }
        try {
            return deadline.isOver() ? timedOut() : send(message, deadline, sent);
        } finally {
            sent.run();
            connections.release();
        }
    }

    @Override
    public boolean answers(URI address, Duration within) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(within).GET().build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return answer.get(within.toNanos(), TimeUnit.NANOSECONDS).statusCode() / 100 == 2;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            answer.cancel(true);
        }
    }

    private Exchange send(SoapMessage message, Deadline deadline, Runnable sent) {
        Duration remaining = deadline.remaining();
        Duration left = remaining.compareTo(SHORTEST) < 0 ? SHORTEST : remaining; // the client takes no zero
        HttpRequest request = HttpRequest.newBuilder(settings.endpoint())
                .timeout(left)
                .header("Content-Type", message.contentType())
                .header("SOAPAction", message.action())
                .header("Accept", "text/xml")
                .POST(new ToldBody(BodyPublishers.ofByteArray(message.body()), sent))
                .build();
        // The client's own timeout ends with the answer's head; only the wait for the whole answer bounds its body.
        CompletableFuture<HttpResponse<BoundedBody>> answer = client.sendAsync(
                request, head -> BoundedBody.upTo(settings.limits().bytes()));
        try {
            return exchange(answer.get(left.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return timedOut();
        } catch (InterruptedException e) {
            return interrupted();
        } catch (ExecutionException e) {
            return broken(e.getCause());
        } finally {
            answer.cancel(true); // ends the exchange and its connection unless it is done
        }
    }

    private Exchange exchange(HttpResponse<BoundedBody> response) {
        Duration retryAfter =
                retryAfter(response.headers().firstValue("Retry-After").orElse(null));
        return switch (response.body()) {
            case BoundedBody.Whole whole ->
                new Exchange.Answered(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        retryAfter,
                        whole.bytes());
            case BoundedBody.Beyond beyond ->
                new Exchange.TooLarge(
                        response.statusCode(), retryAfter, settings.limits().bytes());
        };
    }

    /** The form in seconds; a date would have to be compared with a clock that is not ours. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return null;
        }
        Duration rest = Duration.ofSeconds(Integer.parseInt(header));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private Exchange broken(@Nullable Throwable failure) {
        String what = failure == null ? "no reason given" : failure.getClass().getSimpleName() + said(failure);
        return switch (failure) {
            case HttpConnectTimeoutException late -> new Exchange.Broken(Reason.NOT_CONNECTED, "no connection in time");
            case HttpTimeoutException late -> timedOut();
            case ConnectException refused -> new Exchange.Broken(Reason.NOT_CONNECTED, what);
            case UnresolvedAddressException unknown -> new Exchange.Broken(Reason.NOT_CONNECTED, what);
            case SSLHandshakeException refused -> new Exchange.Broken(Reason.TLS_REFUSED, what);
            case SSLPeerUnverifiedException refused -> new Exchange.Broken(Reason.TLS_REFUSED, what);
            case IOException cut -> new Exchange.Broken(Reason.CUT, what);
            case null, default -> throw new IllegalStateException("the HTTP client failed: " + what, failure);
        };
    }

    private static String said(Throwable failure) {
        return failure.getMessage() == null ? "" : ": " + failure.getMessage();
    }

    private static Exchange timedOut() {
        return new Exchange.Broken(Reason.TIMED_OUT, "no whole answer before the deadline");
    }

    private static Exchange interrupted() {
        Thread.currentThread().interrupt();
        return new Exchange.Broken(Reason.INTERRUPTED, "the calling thread was interrupted");
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
