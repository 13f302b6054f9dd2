package org.catalogsync.erp.pace;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.catalogsync.erp.Priority;
import org.jspecify.annotations.Nullable;

/** One bucket in Redis, whose time is that of Redis: processes on several machines need not agree on theirs. */
final class RedisTokens implements SharedTokens {
    /** A question that waits is worth less than one that is answered by the local share. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration RECONNECT = Duration.ofMillis(500);

    /** Looks at the clock of Redis for one comparison: the quickest says most. */
    private static final int SAMPLES = 5;

    /** Longer than a bucket takes to fill; then it is forgotten and begins empty. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final ClientResources resources;
    private final RedisClient client;
    private final byte[] key;
    private final BucketConfiguration configuration;
    private final int burst;

    /** Nanoseconds from one token to the next. */
    private final long apart;

    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile @Nullable BucketProxy bucket;

    /** What is added to this process's clock to get that of Redis. */
    private volatile long ahead;

    /** Opens nothing yet. */
    RedisTokens(URI redis, String key, BucketConfiguration configuration) {
        RedisURI address = RedisURI.create(redis);
        address.setTimeout(PATIENCE);
        // By itself the client would try again after up to 30 s, and who notices so late is beyond what SharedPace
        // allows for.
        this.resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT))
                .build();
        this.client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.configuration = configuration;
        Bandwidth limit = configuration.getBandwidths()[0];
        this.burst = Math.toIntExact(limit.getCapacity());
        this.apart = limit.getRefillPeriodNanos() / limit.getRefillTokens();
    }

    @Override
    public void reach() {
        StatefulRedisConnection<byte[], byte[]> open = connection;
        if (open == null) {
            open = client.connect(ByteArrayCodec.INSTANCE);
            connection = open;
        }
        compareClocks(open);
        if (bucket == null) {
            bucket = Bucket4jLettuce.casBasedBuilder(open)
                    .clientClock(new TimeOfRedis())
                    .requestTimeout(PATIENCE)
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.fixedTimeToLive(KEPT))
                    .build()
                    .builder()
                    .build(key, () -> configuration);
        }
    }

    /** Half of what the question took is the answer's way, as far as can be known. */
    private void compareClocks(StatefulRedisConnection<byte[], byte[]> open) {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            long asked = System.nanoTime();
            List<byte[]> time = open.sync().time();
            long took = System.nanoTime() - asked;
            if (took < quickest) {
                quickest = took;
                ahead = nanos(time) - (asked + took / 2);
            }
        }
    }

    private static long nanos(List<byte[]> time) {
        long seconds = Long.parseLong(new String(time.get(0), StandardCharsets.US_ASCII));
        long micros = Long.parseLong(new String(time.get(1), StandardCharsets.US_ASCII));
        return Duration.ofSeconds(seconds).plusNanos(micros * 1_000).toNanos();
    }

    @Override
    public long take(Priority priority) {
        BucketProxy reached = bucket;
        if (reached == null) {
            throw new IllegalStateException("not connected yet");
        }
        long wait = Tokens.take(reached, priority, burst);
        // All who wait are told the same moment, and then the nearest to Redis would always come first.
        return wait == 0 ? 0 : wait + ThreadLocalRandom.current().nextLong(apart);
    }

    private final class TimeOfRedis implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return System.nanoTime() + ahead;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
