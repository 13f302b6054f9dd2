package org.catalogsync.chat.outbound;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.RawHttpClient;
import io.netty.channel.ConnectTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.transport.Exchange;
import org.catalogsync.erp.transport.Exchange.Reason;
import org.catalogsync.erp.transport.SoapMessage;
import org.catalogsync.erp.transport.Transport;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The ERP over Micronaut's client. It shares the event loops of the server, so that the chat has one set of them and not two.
 *
 * <p>The raw client is taken: no filter, no codec and no charset comes between the adapter's bytes and the wire.
 */
public final class MicronautTransport implements Transport {
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final RawHttpClient client;
    private final ByteBodyFactory bodies;
    private final ErpSettings settings;
    private final Semaphore connections;

    private MicronautTransport(RawHttpClient client, ByteBodyFactory bodies, ErpSettings settings) {
        this.client = client;
        this.bodies = bodies;
        this.settings = settings;
        this.connections = new Semaphore(settings.connections(), true);
    }

    /** Opens no connection yet. */
    public static MicronautTransport open(ErpSettings settings) {
        DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
        configuration.setFollowRedirects(false); // the token goes to the endpoint and nowhere else
        configuration.setExceptionOnErrorStatus(false);
        configuration.setConnectTimeout(settings.connectTimeout());
        configuration.setReadTimeout(settings.timeout());
        configuration.setMaxContentLength(Integer.MAX_VALUE); // counted here, so that too much is told and not thrown
        configuration.setNumOfThreads(1);
        return new MicronautTransport(
                RawHttpClient.create(null, configuration),
                ByteBodyFactory.createDefault(io.micronaut.buffer.netty.NettyByteBufferFactory.DEFAULT),
                settings);
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

    private Exchange send(SoapMessage message, Deadline deadline, Runnable sent) {
        HttpRequest<?> request = HttpRequest.create(
                        HttpMethod.POST, settings.endpoint().toString())
                .header("Content-Type", message.contentType())
                .header("SOAPAction", message.action())
                .header("Accept", "text/xml");
        CompletableFuture<Exchange> answer = new CompletableFuture<>();
        Disposable exchange = Mono.from(client.exchange(request, told(message.body(), sent), null))
                .flatMap(this::read)
                .subscribe(
                        answer::complete,
                        answer::completeExceptionally,
                        () -> answer.completeExceptionally(new IOException("the exchange ended without an answer")));
        try {
            return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return timedOut();
        } catch (InterruptedException e) {
            return interrupted();
        } catch (ExecutionException e) {
            return broken(e.getCause());
        } finally {
            exchange.dispose(); // ends the exchange and its connection unless it is done
        }
    }

    /** The client asks for the body when it has a connection to write it to. */
    private CloseableByteBody told(byte[] body, Runnable sent) {
        Flux<ReadBuffer> once = Flux.defer(
                        () -> Flux.just(bodies.readBufferFactory().adapt(body)))
                .doOnComplete(sent);
        return bodies.adapt(once, OptionalLong.of(body.length));
    }

    private Mono<Exchange> read(HttpResponse<?> response) {
        if (!(response instanceof ByteBodyHttpResponse<?> raw)) {
            return Mono.error(new IllegalStateException("the raw client gave " + response.getClass()));
        }
        int limit = settings.limits().bytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Duration retryAfter = retryAfter(response.getHeaders().get("Retry-After"));
        String contentType = response.getHeaders().get("Content-Type");
        return Flux.from(raw.byteBody().toByteArrayPublisher())
                .doOnNext(bytes::writeBytes)
                .takeUntil(part -> bytes.size() > limit)
                .then(Mono.fromSupplier(() -> bytes.size() > limit
                        ? new Exchange.TooLarge(response.code(), retryAfter, limit)
                        : new Exchange.Answered(
                                response.code(),
                                contentType == null ? "" : contentType,
                                retryAfter,
                                bytes.toByteArray())))
                .map(Exchange.class::cast)
                .doFinally(end -> raw.close());
    }

    /** The form in seconds; a date would have to be compared with a clock that is not ours. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return null;
        }
        Duration rest = Duration.ofSeconds(Integer.parseInt(header));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private static Exchange broken(@Nullable Throwable failure) {
        String what =
                failure == null ? "no reason given" : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectTimeoutException late -> {
                    return new Exchange.Broken(Reason.NOT_CONNECTED, "no connection in time");
                }
                case ConnectException refused -> {
                    return new Exchange.Broken(Reason.NOT_CONNECTED, what);
                }
                case UnknownHostException unknown -> {
                    return new Exchange.Broken(Reason.NOT_CONNECTED, what);
                }
                case SSLException refused -> {
                    return new Exchange.Broken(Reason.TLS_REFUSED, what);
                }
                case io.micronaut.http.client.exceptions.ReadTimeoutException late -> {
                    return timedOut();
                }
                default -> {}
            }
        }
        return new Exchange.Broken(Reason.CUT, what);
    }

    private static Exchange timedOut() {
        return new Exchange.Broken(Reason.TIMED_OUT, "no whole answer before the deadline");
    }

    private static Exchange interrupted() {
        Thread.currentThread().interrupt();
        return new Exchange.Broken(Reason.INTERRUPTED, "the calling thread was interrupted");
    }

    @Override
    public boolean answers(URI address, Duration within) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Disposable exchange = Mono.from(client.exchange(HttpRequest.GET(address), null, null))
                .flatMap(this::read)
                .map(read -> read instanceof Exchange.Answered answered && answered.status() / 100 == 2)
                .subscribe(answer::complete, failure -> answer.complete(false), () -> answer.complete(false));
        try {
            return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            exchange.dispose();
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
