package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.chat.http.access.Why;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets in: by tokens, and from which pages. Each refusal comes before the upgrade, and is counted. */
class AccessTest {
    private static final String QUESTION = Fixture.question("m1", "ある?");

    private static Issuer issuer;
    private static Fixture fixture;

    @BeforeAll
    static void start() {
        issuer = new Issuer();
        Map<String, String> settings = new HashMap<>(issuer.environment());
        settings.put("CHAT_ORIGINS", "https://shop.example.test");
        settings.put("CHAT_HEARTBEAT", "PT0.2S");
        fixture = Fixture.with(settings);
    }

    @AfterAll
    static void stop() {
        fixture.close();
        issuer.close();
    }

    @Test
    void withoutATokenNobodyAsks() {
        long before = fixture.refused(Why.NO_TOKEN);

        HttpResponse<?> socket = refusal();
        HttpResponse<String> stream = fixture.ask(QUESTION);
        HttpResponse<String> item = fixture.get("/v1/items/9784088725093");

        assertThat(socket.statusCode()).isEqualTo(401);
        for (HttpResponse<String> response : List.of(stream, item)) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"catalog-sync\"");
            Documented.fits(Documented.OPEN_API, "Problem", Fixture.json(response.body()));
        }
        assertThat(fixture.refused(Why.NO_TOKEN)).isEqualTo(before + 3);
    }

    @Test
    void tokenInAnAddressIsNone() {
        assertThat(fixture.get("/v1/items/9784088725093?access_token=" + issuer.token("u"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void pathsThatLeadAroundTheGateLeadNowhere() {
        for (String path : List.of(
                "/v1//items/9784088725093",
                "//v1/items/9784088725093",
                "/%761/items/9784088725093",
                "/v1/items/9784088725093/")) {
            assertThat(fixture.get(path).statusCode()).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void tokenOfTheIssuerIsTakenAndItsSubjectAsks() {
        HttpResponse<String> response = fixture.ask(QUESTION, "Authorization", "Bearer " + issuer.token("user-7"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(fixture.chat.user).isEqualTo("user-7");
    }

    @Test
    void browsersBringTheTokenAmongTheProtocols() {
        Client client = new Client();
        client.socket = fixture.http
                .newWebSocketBuilder()
                .subprotocols("chat.v1", "bearer." + issuer.token("user-8"))
                .buildAsync(java.net.URI.create("ws://127.0.0.1:" + fixture.port() + "/ws"), client)
                .join();

        client.ask("m1", "ある?");

        assertThat(client.answer()).isNotEmpty();
        assertThat(client.socket.getSubprotocol()).isEqualTo("chat.v1");
        assertThat(fixture.chat.user).isEqualTo("user-8");
    }

    @Test
    void tokensThatDoNotHoldAreRefused() throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("expired", issuer.token(claims -> claims.expirationTime(ago(31))));
        tokens.put("not yet", issuer.token(claims -> claims.notBeforeTime(ago(-40))));
        tokens.put("without an end", issuer.token(claims -> claims.expirationTime(null)));
        tokens.put("without a user", issuer.token(claims -> claims.subject(null)));
        tokens.put("wrong issuer", issuer.token(claims -> claims.issuer("https://login.example.test")));
        tokens.put("wrong audience", issuer.token(claims -> claims.audience("shop")));
        tokens.put("alg none", new PlainJWT(Issuer.claims(claims -> claims)).serialize());
        tokens.put(
                "another's key of the same name",
                Issuer.signed(
                        Issuer.claims(claims -> claims),
                        new RSASSASigner(Issuer.newKey("k1")),
                        JWSAlgorithm.RS256,
                        "k1"));
        tokens.put(
                "another algorithm of the same key",
                Issuer.signed(Issuer.claims(claims -> claims), new RSASSASigner(issuer.key), JWSAlgorithm.PS256, "k1"));
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + java.util.Base64.getMimeEncoder()
                                .encodeToString(issuer.key.toPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        tokens.put(
                "HS256 with the public key",
                Issuer.signed(Issuer.claims(claims -> claims), new MACSigner(pem), JWSAlgorithm.HS256, "k1"));
        tokens.put("too long", "x".repeat(7_000));
        tokens.put("changed", issuer.token("u").replaceFirst("\\..", ".A"));
        tokens.put("no token", "x");

        tokens.forEach((what, token) -> {
            HttpResponse<String> response = fixture.ask(QUESTION, "Authorization", "Bearer " + token);
            assertThat(response.statusCode()).as(what).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                    .as(what)
                    .contains("invalid_token");
            assertThat(response.body()).doesNotContain("token=", "eyJ", "xxxx");
        });
        assertThat(refusal("Authorization", "Bearer " + tokens.get("alg none")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void tokensAreNotJudgedWhileTheIssuersKeysCannotBeHad() {
        try (Issuer away = new Issuer();
                Fixture other = Fixture.with(away.environment())) {
            away.away = true;
            String bearer = "Bearer " + away.token("u");

            for (HttpResponse<String> response : List.of(
                    other.ask(QUESTION, "Authorization", bearer),
                    other.get("/v1/items/9784088725093", "Authorization", bearer))) {
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
                assertThat(Fixture.json(response.body()).path("code").asString())
                        .isEqualTo("keys_away");
                Documented.fits(Documented.OPEN_API, "Problem", Fixture.json(response.body()));
            }
        }
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        String ended = issuer.token(claims -> claims.expirationTime(ago(20)).notBeforeTime(ago(-20)));

        assertThat(fixture.ask(QUESTION, "Authorization", "Bearer " + ended).statusCode())
                .isEqualTo(200);
    }

    @Test
    void socketEndsWithItsToken() {
        // 30 s of difference between clocks are allowed, of which a second is left.
        Client client =
                fixture.open("Authorization", "Bearer " + issuer.token(claims -> claims.expirationTime(ago(28))));

        assertThat(client.closedWith()).isEqualTo(4401);
    }

    @Test
    void pagesOfOthersMayNotAskOnEitherTransport() {
        String bearer = "Bearer " + issuer.token("u");
        long before = fixture.refused(Why.WRONG_ORIGIN);

        for (String origin : List.of(
                "https://evil.example.test", "null", "https://shop.example.test.evil.test", "http://localhost:1")) {
            assertThat(refusal("Authorization", bearer, "Origin", origin).statusCode())
                    .as(origin)
                    .isEqualTo(403);
            assertThat(fixture.ask(QUESTION, "Authorization", bearer, "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(fixture.refused(Why.WRONG_ORIGIN)).isEqualTo(before + 8);
    }

    @Test
    void ownPagesAndThoseOfTheSettingsMay() {
        String bearer = "Bearer " + issuer.token("u");

        for (String origin : List.of("https://shop.example.test", "http://127.0.0.1:" + fixture.port())) {
            assertThat(fixture.ask(QUESTION, "Authorization", bearer, "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(200);
        }
        fixture.open("Authorization", bearer, "Origin", "https://shop.example.test")
                .socket
                .abort();
    }

    @Test
    void browsersLetThosePagesAsk() {
        HttpResponse<String> preflight = fixture.send(fixture.request(
                        "/api/chat",
                        "Origin",
                        "https://shop.example.test",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://shop.example.test");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    /** What an upgrade is answered that is none. */
    private static HttpResponse<?> refusal(String... headers) {
        Throwable refused = catchThrowable(() -> fixture.open(headers));
        assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) Objects.requireNonNull(refused.getCause())).getResponse();
    }

    private static Date ago(long seconds) {
        return Date.from(Instant.now().minus(Duration.ofSeconds(seconds)));
    }
}
