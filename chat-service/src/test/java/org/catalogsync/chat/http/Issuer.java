package org.catalogsync.chat.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Who gives out tokens, and serves the keys to check them. */
final class Issuer implements AutoCloseable {
    static final String NAME = "https://login.example.test/";
    static final String AUDIENCE = "chat";

    final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    volatile RSAKey key = newKey("k1");
    volatile boolean away;
    /** Until then it takes questions and answers none. */
    volatile CountDownLatch hangs = new CountDownLatch(0);

    Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            await(hangs);
            byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : keys.length);
            if (!away) {
                exchange.getResponseBody().write(keys);
            }
            exchange.close();
        });
        server.start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    Map<String, String> environment() {
        return Map.of(
                "CHAT_JWKS_URL", address(), "CHAT_JWT_ISSUER", NAME, "CHAT_JWT_AUDIENCE", AUDIENCE, "CHAT_PORT", "0");
    }

    /** A token as it should be. */
    String token(String user) {
        return token(claims -> claims.subject(user));
    }

    /** A token with other claims. */
    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(claims(change), new RSASSASigner(key), JWSAlgorithm.RS256, key.getKeyID());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .subject("user-1")
                        .issuer(NAME)
                        .audience(AUDIENCE)
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(10)))))
                .build();
    }

    static String signed(JWTClaimsSet claims, JWSSigner signer, JWSAlgorithm algorithm, String keyId) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .type(JOSEObjectType.JWT)
                            .keyID(keyId)
                            .build(),
                    claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hangs.countDown();
        server.stop(0);
    }
}
