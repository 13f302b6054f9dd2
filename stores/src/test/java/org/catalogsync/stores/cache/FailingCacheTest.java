package org.catalogsync.stores.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.Test;

/** What the cache does when Redis drops the connection, forgets the scripts, or is not there. */
class FailingCacheTest {

    @Test
    void survivesABrokenConnectionAndForgottenScripts() {
        StoresSettings settings = EmbeddedParts.settings(PartName.REDIS);
        RedisClient client = RedisClient.create(settings.redis().toString());
        try (Stores stores = Stores.of(settings);
                StatefulRedisConnection<String, String> redis = client.connect()) {
            AnswerCache cache = stores.cache();
            Isbn isbn = Samples.isbn();
            String key = "inventory:{" + isbn + "}";
            cache.fill(key, "7", cache.token(List.of(isbn)), Duration.ofMinutes(5));

            redis.sync().scriptFlush();
            redis.sync().clientKill(KillArgs.Builder.typeNormal().skipme(true));

            assertThat(cache.get(key)).contains("7");
            redis.sync().scriptFlush();
            cache.invalidate(List.of(isbn));
            assertThat(cache.get(key)).isEmpty();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void givesUpAtTheDeadlineWithoutShowingThePassword() {
        StoresSettings settings = StoresSettings.fromEnvironment(
                Map.of("REDIS_URL", "redis://:geheim@127.0.0.1:1", "STORE_DEADLINE", "PT0.2S"));

        try (Stores stores = Stores.of(settings)) {
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(stores::cache)
                    .withMessageContaining("redis://127.0.0.1:1")
                    .withMessageNotContaining("geheim");
        }
    }
}
