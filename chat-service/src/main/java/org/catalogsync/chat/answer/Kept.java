package org.catalogsync.chat.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.cache.AnswerCache.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values in Redis, each about some volumes. One holds as long as nothing was written about any of them since: the nonces say so at every read. It also ends by its age, and by the age of what it says.
 *
 * @param <V> a record that is written as JSON
 */
public final class Kept<V> {
    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);
    /** What lacks a part is another release's, and no value with nothing in it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private static final Duration PATIENCE = Duration.ofMillis(80);
    private static final Duration FILL_PATIENCE = Duration.ofMillis(500);

    private final AnswerCache cache;
    private final Bounded calls;
    private final Class<V> type;
    private final Function<V, Instant> oldest;
    private final Duration fresh;
    private final InstantSource clock;

    /**
     * @param oldest the oldest moment of which a value speaks
     * @param fresh how old that may be
     */
    public Kept(
            AnswerCache cache,
            Bounded calls,
            Class<V> type,
            Function<V, Instant> oldest,
            Duration fresh,
            InstantSource clock) {
        this.cache = cache;
        this.calls = calls;
        this.type = type;
        this.oldest = oldest;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** The value under the key, if it still holds. */
    public Optional<V> find(String key, Deadline deadline) {
        return calls.call(deadline.atMost(PATIENCE), () -> cache.get(key))
                .flatMap(found -> found)
                .flatMap(this::read)
                .filter(value -> !oldest.apply(value).isBefore(clock.instant().minus(fresh)));
    }

    /** None where the text is another release's. */
    private Optional<V> read(String json) {
        try {
            return Optional.of(JSON.readValue(json, type));
        } catch (JacksonException e) {
            LOG.warn("a kept {} is not readable: {}", type.getSimpleName(), e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** To be taken before anything is read for a value about these volumes; none where Redis is away, and then nothing is kept. */
    public Optional<Token> token(Collection<Isbn> isbns, Deadline deadline) {
        return isbns.isEmpty() ? Optional.empty() : calls.call(deadline.atMost(PATIENCE), () -> cache.token(isbns));
    }

    /** Keeps the value; nobody waits for that. */
    public void keep(String key, V value, Token token, Duration ttl) {
        Thread.ofVirtual()
                .name("keep")
                .start(() -> calls.call(
                        Deadline.in(FILL_PATIENCE), () -> cache.fill(key, JSON.writeValueAsString(value), token, ttl)));
    }
}
