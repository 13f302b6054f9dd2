package org.catalogsync.erp.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.catalogsync.erp.InvalidSettings;
import org.catalogsync.erp.facade.access.ApiKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacadeSettingsTest {
    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void defaultsAreSafe() {
        FacadeSettings settings = FacadeSettings.from(Map.of("ERP_API_KEYS", " "), "127.0.0.1", 8083);

        assertThat(settings.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.address().getPort()).isEqualTo(8083);
        assertThat(settings.keys()).isEmpty();
        assertThat(settings.anonymousPerSecond()).isEqualTo(20);
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.requestsAtOnce()).isEqualTo(64);
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void everythingCanBeSet() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "shop:" + DIGEST + ":5\n");

        FacadeSettings settings = FacadeSettings.from(
                Map.of(
                        "ERP_API_KEYS_FILE", keys.toString(),
                        "ERP_API_ANONYMOUS_RATE", "7",
                        "ERP_API_DEADLINE", "PT0.9S",
                        "ERP_API_REQUESTS", "8",
                        "ERP_API_READ_TIMEOUT", "PT3S"),
                "0.0.0.0",
                0);

        assertThat(settings.address().getAddress().isAnyLocalAddress()).isTrue();
        assertThat(settings.keys()).containsExactly(new ApiKey("shop", DIGEST, 5));
        assertThat(settings.anonymousPerSecond()).isEqualTo(7);
        assertThat(settings.deadline()).isEqualTo(Duration.ofMillis(900));
        assertThat(settings.requestsAtOnce()).isEqualTo(8);
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(problems(
                        Map.of(
                                "ERP_API_KEYS", "shop:open:5",
                                "ERP_API_ANONYMOUS_RATE", "0",
                                "ERP_API_DEADLINE", "PT2H",
                                "ERP_API_REQUESTS", "many",
                                "ERP_API_READ_TIMEOUT", "10"),
                        "no such host",
                        70_000))
                .hasSize(7)
                .noneSatisfy(problem -> assertThat(problem).contains("open"));
    }

    @Test
    void addressForOthersWantsKeys() {
        assertThat(problems(Map.of(), "0.0.0.0", 8083))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).contains("--bind 0.0.0.0").contains("ERP_API_KEYS_FILE"));
    }

    @Test
    void keysThatAreMeantAndMissingOpenNoDoor() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "# nobody yet\n");

        assertThat(problems(Map.of("ERP_API_KEYS_FILE", empty.toString()), "127.0.0.1", 0))
                .containsExactly("the API keys: ERP_API_KEYS_FILE has none");
        assertThat(problems(Map.of("ERP_API_KEYS_FILE", folder.resolve("absent").toString()), "127.0.0.1", 0))
                .isNotEmpty();
        assertThat(problems(Map.of("ERP_API_KEYS_FILE", "a", "ERP_API_KEYS", "b"), "127.0.0.1", 0))
                .isNotEmpty();
    }

    private static List<String> problems(Map<String, String> variables, String bind, int port) {
        return catchThrowableOfType(InvalidSettings.class, () -> FacadeSettings.from(variables, bind, port))
                .problems();
    }
}
