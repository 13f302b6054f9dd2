package org.catalogsync.erp.transport;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** An answer's body as far as it may go. The JDK's own limiting subscriber fails with an IOException that only its text tells from a cut connection. */
sealed interface BoundedBody {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] bytes) implements BoundedBody {}

    record Beyond() implements BoundedBody {}

    static BodySubscriber<BoundedBody> upTo(int limit) {
        return new Collecting(limit);
    }

    /** Called by one thread at a time. */
    final class Collecting implements BodySubscriber<BoundedBody> {
        private final int limit;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
        private final CompletableFuture<BoundedBody> body = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        private Collecting(int limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<BoundedBody> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            for (ByteBuffer buffer : part) {
                if (buffer.remaining() > limit - bytes.size()) {
                    end(new Beyond());
                    return;
                }
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.writeBytes(chunk);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        }

        private void end(BoundedBody reached) {
            if (subscription != null) {
                subscription.cancel();
            }
            body.complete(reached);
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(new Whole(bytes.toByteArray()));
        }
    }
}
