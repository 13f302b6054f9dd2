package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErpSettingsTest {
    private static final String ENDPOINT = "https://erp.example/soap/inventory";

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(ErpSettings.fromEnvironment(Map.of("ERP_ENDPOINT", ENDPOINT)))
                .isEqualTo(new ErpSettings(
                        URI.create(ENDPOINT),
                        "TK01",
                        "TK01",
                        null,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        20,
                        new AnswerLimits(1_048_576, 16, 2_000, 4_096, 32, 8_192),
                        false,
                        new Fairness(
                                43, 3, null, 3, 5_000, 2, 5, Duration.ofSeconds(30), 3, Duration.ofSeconds(2), null)));
    }

    @Test
    void everyVariableIsRead() {
        Map<String, String> all = new HashMap<>();
        all.put("ERP_ENDPOINT", ENDPOINT);
        all.put("ERP_WAREHOUSE", "OS02");
        all.put("ERP_BATCH_WAREHOUSE", "OS03");
        all.put("ERP_CHARSET", "UTF-8");
        all.put("ERP_CONNECT_TIMEOUT", "PT0.3S");
        all.put("ERP_TIMEOUT", "PT2S");
        all.put("ERP_CONNECTIONS", "3");
        all.put("ERP_MAX_ANSWER_BYTES", "65536");
        all.put("ERP_SCHEMA_VALIDATION", "true");
        all.put("ERP_RATE", "30");
        all.put("ERP_BURST", "2");
        all.put("REDIS_URL", "redis://elsewhere.example:6379");
        all.put("ERP_REDIS_URL", "rediss://:pa55@cache.example:6380");
        all.put("ERP_PROCESSES", "4");
        all.put("ERP_MOST_WAITING", "1000");
        all.put("ERP_RETRIES", "1");
        all.put("ERP_BREAKER_FAILURES", "7");
        all.put("ERP_BREAKER_REST", "PT10S");
        all.put("ERP_BREAKER_PROBES", "2");
        all.put("ERP_SLOW", "PT1S");
        all.put("ERP_HEALTH_ENDPOINT", "https://erp.example/health");

        assertThat(ErpSettings.fromEnvironment(all))
                .isEqualTo(new ErpSettings(
                        URI.create(ENDPOINT),
                        "OS02",
                        "OS03",
                        StandardCharsets.UTF_8,
                        Duration.ofMillis(300),
                        Duration.ofSeconds(2),
                        3,
                        AnswerLimits.DEFAULT.withBytes(65_536),
                        true,
                        new Fairness(
                                30,
                                2,
                                new Fairness.Redis(new Secret("rediss://:pa55@cache.example:6380")),
                                4,
                                1_000,
                                1,
                                7,
                                Duration.ofSeconds(10),
                                2,
                                Duration.ofSeconds(1),
                                URI.create("https://erp.example/health"))));
    }

    @Test
    void tellsEveryVariableThatCannotBeUsed() {
        Map<String, String> all = new HashMap<>();
        all.put("ERP_WAREHOUSE", "<TK01>");
        all.put("ERP_CHARSET", "EUC-JP");
        all.put("ERP_CONNECT_TIMEOUT", "1s");
        all.put("ERP_TIMEOUT", "PT0S");
        all.put("ERP_CONNECTIONS", "0");
        all.put("ERP_MAX_ANSWER_BYTES", "12");
        all.put("ERP_SCHEMA_VALIDATION", "yes");
        all.put("ERP_RATE", "0");
        all.put("ERP_REDIS_URL", "http://:pa55@cache.example");
        all.put("ERP_HEALTH_ENDPOINT", "erp.example?t=pa55");
        all.put("ERP_BREAKER_REST", "30");

        assertThatThrownBy(() -> ErpSettings.fromEnvironment(all))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        e -> assertThat(e.problems())
                                .hasSize(12)
                                .noneMatch(problem -> problem.contains("pa55"))
                                .allSatisfy(problem ->
                                        assertThat(problem).contains("ERP_").contains("expected")));
    }

    @Test
    void rateAndBurstTogetherStayUnderWhatTheErpTakes() {
        assertThatThrownBy(() -> ErpSettings.fromEnvironment(
                        Map.of("ERP_ENDPOINT", ENDPOINT, "ERP_RATE", "45", "ERP_BURST", "6")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("50 at most")
                .hasMessageContaining("45 and 6");
    }

    /** Otherwise an exchange from before the rest is still under way when the probes are, and its end counts as that of one. */
    @Test
    void breakerRestsUntilWhatWasAskedBeforeIsOver() {
        Map<String, String> shorter =
                Map.of("ERP_ENDPOINT", ENDPOINT, "ERP_TIMEOUT", "PT5S", "ERP_BREAKER_REST", "PT4.9S");
        assertThatThrownBy(() -> ErpSettings.fromEnvironment(shorter))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("ERP_BREAKER_REST expected at least ERP_TIMEOUT, PT5S")
                .hasMessageContaining("found 'PT4.9S'");

        Map<String, String> asLong =
                Map.of("ERP_ENDPOINT", ENDPOINT, "ERP_TIMEOUT", "PT5S", "ERP_BREAKER_REST", "PT5S");
        assertThat(ErpSettings.fromEnvironment(asLong).fairness().breakerRest()).hasSeconds(5);
    }

    @Test
    void sharesTogetherAreNoMoreThanTheRate() {
        assertThatThrownBy(() -> ErpSettings.fromEnvironment(
                        Map.of("ERP_ENDPOINT", ENDPOINT, "ERP_RATE", "20", "ERP_PROCESSES", "40")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("40 for 20");
    }

    @Test
    void noSettingShowsAPassword() {
        assertThat(ErpSettings.fromEnvironment(
                                Map.of("ERP_ENDPOINT", ENDPOINT, "REDIS_URL", "redis://:pa55@cache.example:6379"))
                        .toString())
                .contains("cache.example:6379")
                .doesNotContain("pa55");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erp.example",
                "ftp://erp.example/",
                "https://user:pa55@erp.example/",
                "https://erp.example/?t=pa55",
                "https://"
            })
    void endpointIsAPlainWebAddressAndABadOneIsNotRepeated(String endpoint) {
        assertThatThrownBy(() -> ErpSettings.fromEnvironment(Map.of("ERP_ENDPOINT", endpoint)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("ERP_ENDPOINT")
                .hasMessageNotContaining("pa55");
    }

    @Test
    void tokenDoesNotTravelInTheOpenUnlessThatIsSaid() {
        String plain = "http://erp.example/soap/inventory";

        assertThatThrownBy(() -> ErpSettings.fromEnvironment(Map.of("ERP_ENDPOINT", plain)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("ERP_ALLOW_HTTP");
        assertThat(ErpSettings.fromEnvironment(Map.of("ERP_ENDPOINT", plain, "ERP_ALLOW_HTTP", "true"))
                        .endpoint())
                .isEqualTo(URI.create(plain));
        assertThat(ErpSettings.of(URI.create("http://127.0.0.1:8080/soap")).endpoint())
                .hasPort(8080);
    }

    @Test
    void credentialsComeFromVariablesThatNoMessageRepeats() {
        Credentials credentials = Credentials.fromEnvironment(
                Map.of("ERP_AUTH_TOKEN", " tok-3n ", "ERP_USERNAME", "shop", "ERP_PASSWORD", "pa55"));

        assertThat(credentials)
                .isEqualTo(new Credentials(
                        new Secret("tok-3n"), new Credentials.UsernameToken("shop", new Secret("pa55"))));
        assertThat(credentials.toString()).doesNotContain("tok-3n").doesNotContain("pa55");
    }

    @ParameterizedTest
    @CsvSource({"ERP_USERNAME, shop", "ERP_PASSWORD, pa55"})
    void credentialsThatAreIncompleteAreTold(String name, String value) {
        assertThatThrownBy(() -> Credentials.fromEnvironment(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        InvalidSettings.class, e -> assertThat(e.problems()).hasSize(2))
                .hasMessageNotContaining("pa55");
    }
}
