package org.catalogsync.chat.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys. They are looked for again where a token names one that is unknown, every 30 s at most, so that tokens with made-up names cannot make us ask for ever; and every ten minutes, so that a key that was taken back is.
 * Then one request looks, and whose key is known waits for that a moment only: an issuer that hangs does not cost him his answer. While the issuer cannot be reached the known ones stay; where none is known, that is said and no token is
 * judged.
 */
public final class Keys implements JWKSource<SecurityContext> {
    static final Duration APART = Duration.ofSeconds(30);
    static final Duration FRESH = Duration.ofMinutes(10);
    /** Between two looks while no key is known at all, and nobody gets in. */
    static final Duration SOON = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** With the deadline of an answer, which begins behind it, less than the three seconds that customers were promised. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    private static final int MOST_BYTES = 256 * 1_024;
    private static final int LEAST_RSA_BITS = 2_048;

    private final URI address;
    private final LongSupplier nanoTime;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ReentrantLock looking = new ReentrantLock();

    private volatile Known known = new Known(List.of(), 0, false);

    /**
     * What is known.
     *
     * @param at when they were looked for last, of the steady clock
     * @param looked whether they ever were
     */
    private record Known(List<JWK> keys, long at, boolean looked) {}

    public Keys(URI address, LongSupplier nanoTime) {
        this.address = address;
        this.nanoTime = nanoTime;
    }

    /** @throws KeySourceException where no key of the issuer could be had yet */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = selector.select(new JWKSet(known.keys()));
        Duration age = known.keys().isEmpty() ? SOON : found.isEmpty() ? APART : FRESH;
        if (older(age)) {
            if (found.isEmpty()) {
                look(age);
            } else {
                lookBeside(age);
            }
            found = selector.select(new JWKSet(known.keys()));
        }
        if (known.keys().isEmpty()) {
            throw new KeySourceException("the issuer's keys cannot be had");
        }
        return found;
    }

    private boolean older(Duration age) {
        Known now = known;
        return !now.looked() || nanoTime.getAsLong() - now.at() >= age.toNanos();
    }

    private void lookBeside(Duration age) {
        if (looking.isLocked()) {
            return;
        }
        try {
            Thread.ofVirtual().name("keys").start(() -> look(age)).join(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Duration age) {
        // Who has keys does not wait for another who looks for newer ones.
        if (known.keys().isEmpty()) {
            looking.lock();
        } else if (!looking.tryLock()) {
            return;
        }
        try {
            if (older(age)) {
                known = new Known(keys(), nanoTime.getAsLong(), true);
            }
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.warn(
                    "the issuer's keys cannot be had, {} are known: {}",
                    known.keys().size(),
                    e.getClass().getSimpleName());
            known = new Known(known.keys(), nanoTime.getAsLong(), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looking.unlock();
        }
    }

    private List<JWK> keys() throws IOException, ParseException, InterruptedException {
        List<JWK> keys = JWKSet.parse(text()).getKeys().stream()
                .filter(Keys::isPublicAndStrong)
                .toList();
        if (keys.isEmpty()) {
            throw new IOException("no usable key");
        }
        return keys;
    }

    private static boolean isPublicAndStrong(JWK key) {
        try {
            return key instanceof AsymmetricJWK
                    && (!(key instanceof RSAKey rsa)
                            || rsa.toRSAPublicKey().getModulus().bitLength() >= LEAST_RSA_BITS);
        } catch (JOSEException e) {
            return false;
        }
    }

    private String text() throws IOException, InterruptedException {
        if ("file".equals(address.getScheme())) {
            return text(Files.newInputStream(Path.of(address)));
        }
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        try {
            // The request's own time ends with the headers, and a body may stall.
            HttpResponse<String> response = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("HTTP " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("no whole answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException("no answer", e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static String text(InputStream body) throws IOException {
        try (body) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("too large");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
