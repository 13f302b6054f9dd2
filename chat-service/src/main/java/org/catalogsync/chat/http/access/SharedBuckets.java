package org.catalogsync.chat.http.access;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users' buckets in Redis, which all processes take from. Where Redis does not answer at once it is not asked for a second: a customer waits for an answer, not for a count. */
public final class SharedBuckets implements AutoCloseable {
    /** A question has 2.6 s; this is what its count may cost. */
    static final Duration PATIENCE = Duration.ofMillis(20);

    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);

    private final ClientResources resources;
    private final RedisClient client;
    private final BucketConfiguration configuration;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile @Nullable ProxyManager<byte[]> buckets;
    private volatile long notBefore = System.nanoTime();
    private boolean told;

    public SharedBuckets(URI redis, int perMinute, int burst) {
        RedisURI address = RedisURI.create(redis);
        this.resources =
                ClientResources.builder().reconnectDelay(Delay.constant(REST)).build();
        this.client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(REST).build())
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
        this.configuration = Buckets.configuration(perMinute, burst);
        Thread.ofVirtual().name("chat-rate").start(this::connect);
    }

    private void connect() {
        while (buckets == null && closing.getCount() > 0) {
            try {
                StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
                buckets = Bucket4jLettuce.casBasedBuilder(connection)
                        .requestTimeout(PATIENCE)
                        .expirationAfterWrite(ExpirationAfterWriteStrategy.fixedTimeToLive(KEPT))
                        .build();
                return;
            } catch (RuntimeException e) {
                away(e);
            }
            rest();
        }
    }

    /** Whether all processes count together just now. */
    public boolean reached() {
        return buckets != null && System.nanoTime() - notBefore >= 0;
    }

    /** Takes a token; the time until there will be one, zero where it was taken or nobody knows. */
    Duration take(String user) {
        ProxyManager<byte[]> reached = buckets;
        if (reached == null || System.nanoTime() - notBefore < 0) {
            return Duration.ZERO;
        }
        try {
            ConsumptionProbe probe =
                    reached.builder().build(key(user), () -> configuration).tryConsumeAndReturnRemaining(1);
            back();
            return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        } catch (RuntimeException e) {
            away(e);
            return Duration.ZERO;
        }
    }

    /** Not the name itself: what is in Redis is seen by others. */
    private static byte[] key(String user) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return ("chat:rate:" + HexFormat.of().formatHex(digest, 0, 16)).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private synchronized void back() {
        if (told) {
            told = false;
            LOG.info("users' rates are shared again");
        }
    }

    private synchronized void away(RuntimeException e) {
        notBefore = System.nanoTime() + REST.toNanos();
        if (!told) {
            told = true;
            LOG.warn(
                    "users' rates are not shared, each process counts alone: {}",
                    e.getClass().getSimpleName());
        }
    }

    private void rest() {
        try {
            boolean closed = closing.await(REST.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("looks for Redis again, closed {}", closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of its threads
    public void close() {
        closing.countDown();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
