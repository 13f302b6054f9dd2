package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.lookup.LookupSettings;
import org.catalogsync.stores.InvalidSettings;
import org.junit.jupiter.api.Test;

class ChatSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(ChatSettings.fromEnvironment(Map.of()))
                .isEqualTo(new ChatSettings(
                        Duration.ofMillis(2_600),
                        new LookupSettings(Duration.ofMinutes(15), Duration.ofMillis(350), Duration.ofMillis(750)),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30),
                        Duration.ofHours(24),
                        0.25,
                        "manga-chat"));
    }

    @Test
    void mapsEveryVariable() {
        Map<String, String> environment = Map.of(
                "CHAT_DEADLINE", "PT2S",
                "CHAT_FRESH", "PT20M",
                "CHAT_TABLE_PATIENCE", "PT0.2S",
                "CHAT_ERP_PATIENCE", "PT0.5S",
                "CHAT_ANSWER_TTL", "PT4M",
                "CHAT_LOW_STOCK_TTL", "PT10S",
                "CHAT_CONVERSATION_TTL", "PT1H",
                "CHAT_USER_DAILY_USD", "1.5",
                "CHAT_TABLE", "talks");

        assertThat(ChatSettings.fromEnvironment(environment))
                .isEqualTo(new ChatSettings(
                        Duration.ofSeconds(2),
                        new LookupSettings(Duration.ofMinutes(20), Duration.ofMillis(200), Duration.ofMillis(500)),
                        Duration.ofMinutes(4),
                        Duration.ofSeconds(10),
                        Duration.ofHours(1),
                        1.5,
                        "talks"));
    }

    @Test
    void tellsEveryProblemAtOnce() {
        Map<String, String> environment = new HashMap<>();
        List.of(
                        "CHAT_DEADLINE",
                        "CHAT_FRESH",
                        "CHAT_TABLE_PATIENCE",
                        "CHAT_ERP_PATIENCE",
                        "CHAT_ANSWER_TTL",
                        "CHAT_LOW_STOCK_TTL",
                        "CHAT_CONVERSATION_TTL",
                        "CHAT_USER_DAILY_USD",
                        "CHAT_TABLE")
                .forEach(name -> environment.put(name, "-?"));

        assertThatThrownBy(() -> ChatSettings.fromEnvironment(environment))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        invalid -> assertThat(invalid.problems())
                                .hasSize(environment.size())
                                .allSatisfy(problem -> assertThat(problem).contains("found '-?'")));
    }

    @Test
    void keepsTimesWithinTheirBounds() {
        Map<String, String> environment = Map.of("CHAT_ANSWER_TTL", "PT11M", "CHAT_DEADLINE", "PT0.1S");

        assertThatThrownBy(() -> ChatSettings.fromEnvironment(environment))
                .hasMessageContaining("CHAT_ANSWER_TTL")
                .hasMessageContaining("CHAT_DEADLINE");
    }

    @Test
    void tellsTheProblemsOfAllReadersAtOnce() {
        Map<String, String> environment = Map.of(
                "CHAT_DEADLINE", "soon",
                "CHAT_MAX_TOKENS", "many",
                "CHAT_PORT", "none",
                "PRODUCTS_TABLE", "?",
                "ERP_RATE", "fast");

        assertThatThrownBy(() -> RunningChat.start(environment))
                .hasMessageContaining("CHAT_DEADLINE")
                .hasMessageContaining("CHAT_MAX_TOKENS")
                .hasMessageContaining("CHAT_PORT")
                .hasMessageContaining("PRODUCTS_TABLE")
                .hasMessageContaining("ERP_RATE")
                .hasMessageContaining("ERP_AUTH_TOKEN");
    }
}
