package org.catalogsync.stores.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.cache.AnswerCache.Token;
import org.jspecify.annotations.Nullable;

/**
 * The law of the cache: whatever readers, a writer and an evicting Redis do, and in whatever order their steps fall, an answer that is served is at least as new as the last finished invalidation.
 */
class NoStaleAnswerTest {
    static final int READERS = 3;
    private static final Duration TTL = Duration.ofMinutes(5);

    private static final StoresSettings SETTINGS = EmbeddedParts.settings(PartName.REDIS);
    private static final Stores STORES = Stores.of(SETTINGS);
    private static final RedisClient CLIENT =
            RedisClient.create(SETTINGS.redis().toString());
    private static final StatefulRedisConnection<String, String> REDIS = CLIENT.connect();

    @AfterContainer
    static void close() {
        REDIS.close();
        CLIENT.shutdown();
        STORES.close();
    }

    enum Step {
        TAKE_TOKEN,
        READ_SOURCE,
        FILL,
        WRITE_SOURCE,
        INVALIDATE,
        GET,
        EVICT_NONCE,
        EVICT_ANSWER,
        EVICT_REGISTRY
    }

    @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
    void neverServesAnAnswerOlderThanTheLastInvalidation(
            @ForAll @Size(min = 4, max = 60) List<Step> steps,
            @ForAll @Size(60) List<@IntRange(max = READERS - 1) Integer> readers) {
        World world = new World();
        for (int i = 0; i < steps.size(); i++) {
            world.act(steps.get(i), readers.get(i));
            world.check();
        }
    }

    /** One product, its source's version, and readers in the middle of their work. */
    private static final class World {
        private final AnswerCache cache = STORES.cache();
        private final Isbn isbn = Samples.isbn();
        private final String key = "inventory:{" + isbn + "}";
        private final Map<Integer, Token> tokens = new HashMap<>();
        private final Map<Integer, Integer> read = new HashMap<>();
        private int source;
        private int invalidated;

        void act(Step step, int reader) {
            switch (step) {
                case TAKE_TOKEN -> {
                    tokens.put(reader, cache.token(List.of(isbn)));
                    read.remove(reader);
                }
                case READ_SOURCE -> readSource(reader);
                case FILL -> fill(reader);
                case WRITE_SOURCE -> source++;
                case INVALIDATE -> {
                    cache.invalidate(List.of(isbn));
                    invalidated = source;
                }
                case GET -> check();
                case EVICT_NONCE -> REDIS.sync().del("nonce:{" + isbn + "}");
                case EVICT_ANSWER -> REDIS.sync().del(key);
                case EVICT_REGISTRY -> REDIS.sync().del("keys:{" + isbn + "}");
            }
        }

        /** Only after the token: that is the protocol. */
        private void readSource(int reader) {
            if (tokens.containsKey(reader)) {
                read.put(reader, source);
            }
        }

        private void fill(int reader) {
            @Nullable Integer value = read.remove(reader);
            @Nullable Token token = tokens.remove(reader);
            if (value != null && token != null) {
                cache.fill(key, value.toString(), token, TTL);
            }
        }

        void check() {
            cache.get(key)
                    .ifPresent(answer -> assertThat(Integer.parseInt(answer)).isGreaterThanOrEqualTo(invalidated));
        }
    }
}
