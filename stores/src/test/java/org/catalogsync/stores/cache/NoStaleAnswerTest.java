package org.catalogsync.stores.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
    private static final int READERS = 2;
    private static final int STEPS = 40;
    private static final int HISTORIES_TO_FIND_A_FAULT = 300;
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

    /** What can be taken away; each is needed. */
    private enum Guarantee {
        NONE,
        /** An answer is served only under the nonces that it was made under. */
        NONCE_ON_HIT,
        /** A nonce that is not there is another one: it may have been evicted. */
        ABSENT_IS_A_MISS,
        /** The nonce is taken before the source is read. */
        TOKEN_BEFORE_READ
    }

    @Property(tries = 400)
    void neverServesAnAnswerOlderThanTheLastInvalidation(@ForAll long seed) {
        assertThat(stale(seed, Guarantee.NONE)).as("seed " + seed).isNull();
    }

    // The test of the test: without it, some history serves what was invalidated. One property each, since this
    // container belongs to the property engine.

    @Property(tries = 1)
    void theNonceOnHitIsNeeded() {
        assertThat(firstStale(Guarantee.NONCE_ON_HIT)).isNotNull();
    }

    @Property(tries = 1)
    void anEvictedNonceMustBeAMiss() {
        assertThat(firstStale(Guarantee.ABSENT_IS_A_MISS)).isNotNull();
    }

    @Property(tries = 1)
    void theTokenMustBeTakenBeforeTheRead() {
        assertThat(firstStale(Guarantee.TOKEN_BEFORE_READ)).isNotNull();
    }

    private static @Nullable String firstStale(Guarantee takenAway) {
        String stale = null;
        for (long seed = 1; seed <= HISTORIES_TO_FIND_A_FAULT && stale == null; seed++) {
            stale = stale(seed, takenAway);
        }
        System.out.println("without " + takenAway + ": " + stale);
        return stale;
    }

    /** The first stale answer of a random history, null where there is none. */
    private static @Nullable String stale(long seed, Guarantee takenAway) {
        Random random = new Random(seed);
        World world = new World(takenAway);
        String stale = null;
        for (int step = 1; step <= STEPS && stale == null; step++) {
            world.act(random);
            stale = world.stale();
            if (stale != null) {
                stale = "seed " + seed + ", step " + step + ": " + stale;
            }
        }
        return stale;
    }

    /** One product, its source's version, and readers in the middle of their work. */
    private static final class World {
        private final AnswerCache cache = STORES.cache();
        private final Isbn isbn = Samples.isbn();
        private final String key = "inventory:{" + isbn + "}";
        private final String nonce = "nonce:{" + isbn + "}";
        private final Map<Integer, Reader> readers = new HashMap<>();
        private final Guarantee takenAway;
        private int source;
        private int invalidated;

        World(Guarantee takenAway) {
            this.takenAway = takenAway;
        }

        /** As far as a reader has come: it takes the token, then reads, then fills; others act in between. */
        private static final class Reader {
            private @Nullable Token token;
            private @Nullable Integer read;
        }

        /** Readers go on more often than anything else happens, or most histories would hold no answer to serve. */
        void act(Random random) {
            switch (random.nextInt(12)) {
                case 0, 1 -> source++;
                case 2, 3 -> {
                    cache.invalidate(List.of(isbn));
                    invalidated = source;
                }
                case 4 -> REDIS.sync().del(nonce);
                case 5 -> REDIS.sync().del("keys:{" + isbn + "}");
                case 6 -> {
                    if (random.nextInt(4) == 0) {
                        REDIS.sync().del(key);
                    }
                }
                default -> goOn(readers.computeIfAbsent(random.nextInt(READERS), number -> new Reader()));
            }
        }

        private void goOn(Reader reader) {
            boolean tokenNext = takenAway == Guarantee.TOKEN_BEFORE_READ ? reader.read != null : reader.read == null;
            if (reader.token == null && tokenNext) {
                reader.token = cache.token(List.of(isbn));
            } else if (reader.read == null) {
                reader.read = source;
            } else if (reader.token != null) {
                cache.fill(key, reader.read.toString(), reader.token, TTL);
                reader.token = null;
                reader.read = null;
            }
        }

        @Nullable
        String stale() {
            return get().map(Integer::valueOf)
                    .filter(answer -> answer < invalidated)
                    .map(answer -> "version " + answer + " was served after " + invalidated + " was announced")
                    .orElse(null);
        }

        private Optional<String> get() {
            return switch (takenAway) {
                case NONE, TOKEN_BEFORE_READ -> cache.get(key);
                case NONCE_ON_HIT -> Optional.ofNullable(REDIS.sync().hget(key, "text"));
                case ABSENT_IS_A_MISS ->
                    Optional.ofNullable(REDIS.sync().hget(key, "text"))
                            .filter(text -> REDIS.sync().get(nonce) == null
                                    || REDIS.sync()
                                            .get(nonce)
                                            .equals(REDIS.sync().hget(key, nonce)));
            };
        }
    }
}
