package org.catalogsync.stores.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.StoresSettings;

/**
 * Answers in one Redis node, each step one script, so that no other client comes between its check and its write.
 *
 * <p>A script touches the keys of several ISBNs. {@code {isbn}} in their names is a cluster's hash tag, which brings the keys of one ISBN together and not those of several: an answer about more than one ISBN
 * needs a single node, as here.
 */
public final class RedisCache implements AnswerCache, AutoCloseable {
    private static final Set<String> PASSING =
            Set.of("READONLY", "MISCONF", "OOM", "CLUSTERDOWN", "MASTERDOWN", "TRYAGAIN", "NOREPLICAS");

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    private static final int ISBNS_PER_SCRIPT = 50;
    private static final int SCRIPTS_IN_FLIGHT = 100;

    private static final Script TOKEN = Script.load("token.lua");
    private static final Script FILL = Script.load("fill.lua");
    private static final Script HIT = Script.load("hit.lua");
    private static final Script INVALIDATE = Script.load("invalidate.lua");

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Retry retry;
    private final SecureRandom random = new SecureRandom();

    private RedisCache(RedisClient client, StatefulRedisConnection<String, String> connection, Retry retry) {
        this.client = client;
        this.connection = connection;
        this.retry = retry;
    }

    public static RedisCache open(StoresSettings settings, Retry retry) {
        RedisURI address = RedisURI.create(settings.redis());
        address.setTimeout(LONGEST_SILENCE);
        RedisClient client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder()
                // While the connection is down a command fails at once and is tried again by us, within our deadline.
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(LONGEST_SILENCE).build())
                .timeoutOptions(TimeoutOptions.enabled(LONGEST_SILENCE))
                .build());
        try {
            return new RedisCache(client, retry.call("connect to " + settings.redisAddress(), client::connect), retry);
        } catch (RuntimeException e) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            throw e;
        }
    }

    /** What a failure of Redis means for the next try; every step may be repeated. */
    public static Optional<Retry.Kind> classify(RuntimeException failure) {
        return switch (failure) {
            case RedisCommandTimeoutException late -> Optional.of(Retry.Kind.TIMED_OUT);
            case RedisConnectionException broken -> Optional.of(Retry.Kind.UNAVAILABLE);
            case RedisLoadingException loading -> Optional.of(Retry.Kind.UNAVAILABLE);
            case RedisBusyException busy -> Optional.of(Retry.Kind.THROTTLED);
            case RedisCommandExecutionException refused when isPassing(refused) -> Optional.of(Retry.Kind.UNAVAILABLE);
            case RedisCommandExecutionException refused -> Optional.empty();
            case RedisException broken -> Optional.of(Retry.Kind.UNAVAILABLE);
            default -> Optional.empty();
        };
    }

    /** What a server says during a failover, while it is full or cannot save: the command was right. */
    private static boolean isPassing(RedisCommandExecutionException refused) {
        String said = String.valueOf(refused.getMessage());
        return PASSING.stream().anyMatch(said::startsWith);
    }

    @Override
    public Token token(Collection<Isbn> isbns) {
        List<Isbn> about = isbns.stream().distinct().toList();
        String[] keys = about.stream().map(RedisCache::nonce).toArray(String[]::new);
        String[] arguments = {newNonce(), millis(LONGEST_ANSWER.multipliedBy(2))};
        List<String> nonces = retry.call("take nonces", () -> run(TOKEN, ScriptOutputType.MULTI, keys, arguments));
        return new Nonces(about, nonces);
    }

    @Override
    public boolean fill(String key, String answer, Token token, Duration ttl) {
        if (ttl.compareTo(LONGEST_ANSWER) > 0 || !ttl.isPositive()) {
            throw new IllegalArgumentException("an answer lives up to " + LONGEST_ANSWER + ", found " + ttl);
        }
        Nonces nonces = (Nonces) token;
        String[] keys = Stream.of(
                        Stream.of(key),
                        nonces.isbns().stream().map(RedisCache::nonce),
                        nonces.isbns().stream().map(RedisCache::registry))
                .flatMap(names -> names)
                .toArray(String[]::new);
        String[] arguments = Stream.concat(Stream.of(answer, millis(ttl)), nonces.values().stream())
                .toArray(String[]::new);
        Long filled = retry.call("fill " + key, () -> run(FILL, ScriptOutputType.INTEGER, keys, arguments));
        return filled == 1;
    }

    @Override
    public Optional<String> get(String key) {
        return retry.call(
                "get " + key, () -> Optional.ofNullable(run(HIT, ScriptOutputType.VALUE, new String[] {key})));
    }

    @Override
    public void invalidate(Collection<Isbn> isbns) {
        List<Isbn> all = List.copyOf(isbns);
        int window = ISBNS_PER_SCRIPT * SCRIPTS_IN_FLIGHT;
        for (int from = 0; from < all.size(); from += window) {
            List<Isbn> some = all.subList(from, Math.min(all.size(), from + window));
            retry.call("invalidate " + some.size() + " ISBNs", () -> {
                invalidateAtOnce(some);
                return some;
            });
        }
    }

    private void invalidateAtOnce(List<Isbn> isbns) {
        // A script that Redis has forgotten would fail the whole pipeline, so it is loaded in front of it.
        connection.sync().scriptLoad(INVALIDATE.body());
        List<RedisFuture<Long>> sent = new ArrayList<>();
        for (int from = 0; from < isbns.size(); from += ISBNS_PER_SCRIPT) {
            List<Isbn> some = isbns.subList(from, Math.min(isbns.size(), from + ISBNS_PER_SCRIPT));
            String[] keys = Stream.concat(
                            some.stream().map(RedisCache::nonce), some.stream().map(RedisCache::registry))
                    .toArray(String[]::new);
            sent.add(connection
                    .async()
                    .evalsha(
                            INVALIDATE.digest(),
                            ScriptOutputType.INTEGER,
                            keys,
                            newNonce(),
                            millis(LONGEST_ANSWER.multipliedBy(2))));
        }
        if (!LettuceFutures.awaitAll(LONGEST_SILENCE, sent.toArray(RedisFuture[]::new))) {
            throw new RedisCommandTimeoutException("no answer to all of " + sent.size() + " scripts");
        }
    }

    /** The type is the one that the script's output type has in lettuce. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T run(Script script, ScriptOutputType type, String[] keys, String... arguments) {
        try {
            return connection.sync().evalsha(script.digest(), type, keys, arguments);
        } catch (RedisNoScriptException e) {
            return connection.sync().eval(script.body(), type, keys, arguments);
        }
    }

    /** Unguessable and never twice the same, so that an evicted nonce cannot come back as one that an answer holds. */
    private String newNonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String nonce(Isbn isbn) {
        return "nonce:{" + isbn + "}";
    }

    private static String registry(Isbn isbn) {
        return "keys:{" + isbn + "}";
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    /** The nonces of some ISBNs, in their order. */
    private record Nonces(List<Isbn> isbns, List<String> values) implements Token {}
}
