package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.catalogsync.chat.http.access.TokenSettings;
import org.catalogsync.erp.InvalidSettings;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {

    @Test
    void defaultsAreSafe() {
        HttpSettings settings = HttpSettings.from(Map.of(
                "CHAT_JWKS_URL", "https://login.example.test/keys", "CHAT_JWT_ISSUER", "i", "CHAT_JWT_AUDIENCE", "a"));

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.tokens())
                .isEqualTo(new TokenSettings(URI.create("https://login.example.test/keys"), "i", "a"));
        assertThat(settings.origins()).isEmpty();
        assertThat(settings.perMinute()).isEqualTo(20);
        assertThat(settings.burst()).isEqualTo(5);
        assertThat(settings.mostUnderWay()).isEqualTo(400);
        assertThat(settings.beat()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.redis()).isNull();
    }

    @Test
    void withoutTokensOnlyThisMachineMayAsk() {
        assertThat(HttpSettings.from(Map.of("CHAT_AUTH", "dev")).tokens()).isNull();

        InvalidSettings invalid = invalid(Map.of("CHAT_AUTH", "dev", "CHAT_HOST", "0.0.0.0"));

        assertThat(invalid.problems())
                .singleElement()
                .asString()
                .contains("CHAT_AUTH")
                .contains("jwt");
    }

    @Test
    void everyProblemIsToldAtOnceAndNoPassword() {
        InvalidSettings invalid = invalid(Map.of(
                "CHAT_JWKS_URL", "http://login.example.test/keys",
                "CHAT_ORIGINS", "https://a.example.test,mailto:b",
                "CHAT_PORT", "99999",
                "CHAT_HEARTBEAT", "PT10M",
                "CHAT_REDIS_URL", "http://user:secret@redis"));

        assertThat(invalid.problems()).hasSize(7);
        assertThat(invalid.getMessage())
                .contains("CHAT_JWKS_URL", "CHAT_JWT_ISSUER", "CHAT_JWT_AUDIENCE", "CHAT_ORIGINS")
                .contains("CHAT_PORT", "CHAT_HEARTBEAT", "CHAT_REDIS_URL")
                .doesNotContain("secret");
    }

    private static InvalidSettings invalid(Map<String, String> environment) {
        return catchThrowableOfType(InvalidSettings.class, () -> HttpSettings.from(environment));
    }
}
