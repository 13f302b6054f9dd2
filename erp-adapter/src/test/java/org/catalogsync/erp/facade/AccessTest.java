package org.catalogsync.erp.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String STOCK = "/v1/inventory/9784088725093";
    private static final String SHOP = "k-shop-4f1d";
    private static final String CHAT = "k-chat-99aa";

    @Test
    void keyOpensAndEachHasItsOwnRate() {
        try (FacadeFixture fixture = FacadeFixture.with(keys(1_000, 1))) {
            fixture.erp.has("9784088725093", 3);

            Api.Answer shop = fixture.api.get(STOCK, "X-Api-Key", SHOP);
            Api.Answer chat = fixture.api.get(STOCK, "X-Api-Key", CHAT);
            Api.Answer again = fixture.api.get(STOCK, "X-Api-Key", CHAT);

            assertThat(List.of(shop.status(), chat.status(), again.status())).containsExactly(200, 200, 429);
            assertThat(shop.header("RateLimit-Limit")).isEqualTo("1000");
            assertThat(again.code()).isEqualTo("too_many_requests");
            assertThat(again.header("Retry-After")).isEqualTo("1");
            assertThat(again.header("RateLimit-Limit")).isEqualTo("1");
            assertThat(again.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(fixture.api.get(STOCK, "X-Api-Key", SHOP).status()).isEqualTo(200);
            assertThat(fixture.erp.calls()).hasSize(3);
            assertThat(fixture.api.get("/metrics", "X-Api-Key", SHOP).body())
                    .contains("erp_api_too_many_requests_total{client=\"chat\"} 1\n");
        }
    }

    @Test
    void rateIsToldWithProblemsToo() {
        try (FacadeFixture fixture = FacadeFixture.with(keys(5, 5))) {
            Api.Answer answer = fixture.api.get("/v1/inventory/banana", "X-Api-Key", SHOP);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("RateLimit-Remaining")).isEqualTo("4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k-shop-4f1", "k-shop-4f1d ", "K-SHOP-4F1D"})
    void whoHasNoKeyOfOursIsTurnedAway(String key) {
        try (FacadeFixture fixture = FacadeFixture.with(keys(1_000, 1_000))) {
            // A client strips spaces around a header's value; one in the middle of a longer key stays.
            Api.Answer answer = fixture.api.get(STOCK, "X-Api-Key", key.endsWith(" ") ? key + "x" : key);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("X-Api-Key");
            assertThat(fixture.erp.calls()).isEmpty();
        }
    }

    @Test
    void noKeyAtAllAndTwoOfThemAreTurnedAway() {
        try (FacadeFixture fixture = FacadeFixture.with(keys(1_000, 1_000))) {
            assertThat(fixture.api.get(STOCK).status()).isEqualTo(401);
            assertThat(fixture.api.get("/metrics").status()).isEqualTo(401);
            assertThat(fixture.api
                            .get(STOCK, "X-Api-Key", SHOP, "X-Api-Key", CHAT)
                            .status())
                    .isEqualTo(400);
            assertThat(fixture.api.get("/health/live").status()).isEqualTo(200);
            assertThat(fixture.api.get("/health/ready").status()).isEqualTo(200);
            assertThat(fixture.api.get("/openapi.json").status()).isEqualTo(200);
        }
    }

    @Test
    void withoutKeysEverybodyOnThisMachineSharesOneRate() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of("ERP_API_ANONYMOUS_RATE", "2"))) {
            assertThat(fixture.api.get(STOCK).status()).isEqualTo(404);
            assertThat(fixture.api.get(STOCK, "X-Api-Key", "whatever").status()).isEqualTo(404);
            assertThat(fixture.api.get(STOCK).status()).isEqualTo(429);
        }
    }

    @Test
    void withoutKeysNobodyElseIsListenedTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FacadeSettings(
                        new InetSocketAddress("0.0.0.0", 0),
                        List.of(),
                        20,
                        Duration.ofSeconds(2),
                        64,
                        Duration.ofSeconds(10)));
    }

    @Test
    void noKeyIsInALog() {
        PrintStream before = System.err;
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
        try (FacadeFixture fixture = FacadeFixture.with(keys(1, 1))) {
            fixture.api.get(STOCK, "X-Api-Key", SHOP);
            fixture.api.get(STOCK, "X-Api-Key", SHOP);
            fixture.api.get(STOCK, "X-Api-Key", "k-shop-4f1x");
            fixture.erp.breaks();
            Api.Answer broken = fixture.api.get(STOCK, "X-Api-Key", CHAT);
            assertThat(broken.status()).isEqualTo(500);
        } finally {
            System.setErr(before);
        }

        assertThat(lines.toString(StandardCharsets.UTF_8))
                .contains("incident")
                .doesNotContain(SHOP)
                .doesNotContain(CHAT)
                .doesNotContain("k-shop-4f1x");
    }

    static Map<String, String> keys(int shopPerSecond, int chatPerSecond) {
        return Map.of(
                "ERP_API_KEYS",
                "shop:" + sha256(SHOP) + ":" + shopPerSecond + ",chat:" + sha256(CHAT) + ":" + chatPerSecond);
    }

    static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
