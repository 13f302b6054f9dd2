package org.catalogsync.chat.answer;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.cache.AnswerCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cache that may not be there yet: the chat starts without Redis, and finds it when it comes. */
public final class LateCache implements AnswerCache, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateCache.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Supplier<AnswerCache> open;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable AnswerCache cache;

    /** Begins to look for it at once, on a thread of its own. */
    public LateCache(Supplier<AnswerCache> open) {
        this.open = open;
        Thread.ofVirtual().name("cache").start(this::look);
    }

    private void look() {
        boolean said = false;
        try {
            do {
                try {
                    cache = open.get();
                    return;
                } catch (StoreUnavailable e) {
                    if (!said) {
                        LOG.warn("answers are not kept yet: {}", e.getMessage());
                        said = true;
                    }
                }
            } while (!closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AnswerCache reached() {
        AnswerCache reached = cache;
        if (reached == null) {
            throw new StoreUnavailable("cache: not reached yet", null);
        }
        return reached;
    }

    @Override
    public Token token(Collection<Isbn> isbns) {
        return reached().token(isbns);
    }

    @Override
    public boolean fill(String key, String answer, Token token, Duration ttl) {
        return reached().fill(key, answer, token, ttl);
    }

    @Override
    public Optional<String> get(String key) {
        return reached().get(key);
    }

    @Override
    public void invalidate(Collection<Isbn> isbns) {
        reached().invalidate(isbns);
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
