package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.chat.http.access.Callers;
import org.catalogsync.chat.http.access.JwtCallers;
import org.catalogsync.chat.http.access.Keys;
import org.catalogsync.chat.http.access.Refused;
import org.catalogsync.chat.http.access.TokenSettings;
import org.catalogsync.chat.http.access.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the issuer is asked for its keys, and when not. */
class KeysTest {
    private final Issuer issuer = new Issuer();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void keysAreAskedForOnce() {
        Callers callers = callers(URI.create(issuer.address()));

        for (int i = 0; i < 10; i++) {
            assertThat(user(callers, issuer.token("u" + i))).isEqualTo("u" + i);
        }

        assertThat(issuer.asked).hasValue(1);
    }

    @Test
    void newKeyIsFoundAndMadeUpOnesMakeNobodyAskForMoreThanOnceInHalfAMinute() {
        Callers callers = callers(URI.create(issuer.address()));
        user(callers, issuer.token("u"));
        issuer.key = Issuer.newKey("k2");
        String next = issuer.token("u");

        assertThatThrownBy(() -> user(callers, next)).isInstanceOf(Refused.class);
        now.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThatThrownBy(() -> user(callers, next)).isInstanceOf(Refused.class);
        assertThat(issuer.asked).hasValue(1);
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(user(callers, next)).isEqualTo("u");
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void knownKeysStayWhileTheIssuerIsAway() {
        Callers callers = callers(URI.create(issuer.address()));
        String token = issuer.token("u");
        user(callers, token);
        issuer.away = true;
        now.addAndGet(Duration.ofMinutes(11).toNanos());

        assertThat(user(callers, token)).isEqualTo("u");
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void issuerThatHangsDoesNotHoldUpWhoseKeyIsKnown() throws Exception {
        Callers callers = callers(URI.create(issuer.address()));
        String token = issuer.token("u");
        user(callers, token);
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        issuer.key = Issuer.newKey("k2");
        issuer.hangs = new CountDownLatch(1);

        long began = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertThat(user(callers, token)).isEqualTo("u");
        }

        // Together with the 2.6 s of an answer.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
        issuer.hangs.countDown();
        // What the issuer says in the end counts, though nobody waits for it.
        await().untilAsserted(
                        () -> assertThatThrownBy(() -> user(callers, token)).isInstanceOf(Refused.class));
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void keyThatIsTakenBackIsForgottenWithinTenMinutes() {
        Callers callers = callers(URI.create(issuer.address()));
        String token = issuer.token("u");
        user(callers, token);
        issuer.key = Issuer.newKey("k2");
        now.addAndGet(Duration.ofMinutes(10).toNanos());

        // At once, unless this machine is so busy that its answer takes longer than anybody waits for it.
        await().untilAsserted(
                        () -> assertThatThrownBy(() -> user(callers, token)).isInstanceOf(Refused.class));
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void keysMayBeInAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), new JWKSet(issuer.key.toPublicJWK()).toString());

        assertThat(user(callers(file.toUri()), issuer.token("u"))).isEqualTo("u");
    }

    @Test
    void noTokenIsJudgedWhileNoKeyIsKnown() {
        Callers callers = callers(URI.create(issuer.address()));
        issuer.away = true;
        String token = issuer.token("u");

        assertThatThrownBy(() -> user(callers, token))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).isEqualTo(Why.KEYS_AWAY));
        issuer.away = false;
        assertThatThrownBy(() -> user(callers, token)).isInstanceOf(Refused.class);
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(user(callers, token)).isEqualTo("u");
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void issuerThatStallsInTheMiddleOfItsKeysHoldsNobodyUpForLong() throws Exception {
        try (ServerSocket stalling = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> stall(stalling));
            Callers callers = callers(URI.create("http://127.0.0.1:" + stalling.getLocalPort() + "/keys"));
            String token = issuer.token("u");
            CountDownLatch back = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                Thread.ofVirtual().start(() -> {
                    assertThatThrownBy(() -> user(callers, token)).isInstanceOf(Refused.class);
                    back.countDown();
                });
            }

            assertThat(back.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void stall(ServerSocket server) {
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"keys\":["
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the server is closed: the end
        }
    }

    private Callers callers(URI keys) {
        return new JwtCallers(
                new TokenSettings(keys, Issuer.NAME, Issuer.AUDIENCE),
                new Keys(keys, now::get),
                InstantSource.system());
    }

    private static String user(Callers callers, String token) {
        return callers.who(token, InetAddress.getLoopbackAddress(), "").user();
    }
}
