package org.catalogsync.chat.compose;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** A request for nothing, unsigned, so that the client has a connection when somebody asks a model. It is refused, which costs nothing; the connection stays. */
final class BedrockHandshake {
    private static final Logger LOG = LoggerFactory.getLogger(BedrockHandshake.class);

    private BedrockHandshake() {}

    /** Returns at once; a connection that cannot be made is made by the first question, or not. */
    static void with(SdkAsyncHttpClient http, URI address) {
        SdkHttpRequest nothing = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(address)
                .putHeader("Host", address.getAuthority())
                .build();
        CompletableFuture<Void> _ = http.execute(AsyncExecuteRequest.builder()
                        .request(nothing)
                        .requestContentPublisher(new NoContent())
                        .responseHandler(new Unread())
                        .build())
                .exceptionally(failure -> {
                    LOG.debug("no connection to models yet", failure);
                    return null;
                });
    }

    private static final class NoContent implements SdkHttpContentPublisher {
        @Override
        public Optional<Long> contentLength() {
            return Optional.of(0L);
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onComplete();
        }
    }

    /** The whole answer is taken off the connection, or it could not be used again. */
    private static final class Unread implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {
        @Override
        public void onHeaders(SdkHttpResponse headers) {
            LOG.debug("a connection to models is there; it answered {}", headers.statusCode());
        }

        @Override
        public void onStream(Publisher<ByteBuffer> stream) {
            stream.subscribe(this);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer bytes) {}

        @Override
        public void onComplete() {}

        @Override
        public void onError(Throwable failure) {
            LOG.debug("the handshake with models broke", failure);
        }
    }
}
