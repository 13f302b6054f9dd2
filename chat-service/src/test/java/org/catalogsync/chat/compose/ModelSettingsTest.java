package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.catalogsync.stores.InvalidSettings;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(ModelSettings.fromEnvironment(Map.of()))
                .isEqualTo(new ModelSettings(
                        "anthropic.claude-haiku-5-5",
                        "anthropic.claude-haiku-5-5",
                        "jp.anthropic.claude-sonnet-5-5",
                        false,
                        300,
                        100,
                        32,
                        Prices.DEFAULT,
                        null,
                        null));
    }

    @Test
    void readsEverySetting() {
        ModelSettings settings = ModelSettings.fromEnvironment(Map.of(
                "CHAT_MODEL", "a",
                "CHAT_INTENT_MODEL", "b",
                "CHAT_LONG_MODEL", "c",
                "CHAT_LONG_ANSWERS", "true",
                "CHAT_MAX_TOKENS", "200",
                "CHAT_INTENT_MAX_TOKENS", "60",
                "CHAT_MODEL_CONCURRENCY", "9",
                "CHAT_GUARDRAIL_ID", "g",
                "CHAT_GUARDRAIL_VERSION", "3",
                "CHAT_SERVICE_TIER", "priority"));

        assertThat(settings)
                .isEqualTo(new ModelSettings(
                        "a",
                        "b",
                        "c",
                        true,
                        200,
                        60,
                        9,
                        Prices.DEFAULT,
                        new ModelSettings.Guardrail("g", "3"),
                        "priority"));
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThatThrownBy(() -> ModelSettings.fromEnvironment(Map.of(
                        "CHAT_MODEL", "a b",
                        "CHAT_LONG_ANSWERS", "yes",
                        "CHAT_MAX_TOKENS", "0",
                        "CHAT_MODEL_CONCURRENCY", "many",
                        "CHAT_MODEL_PRICES", "haiku=cheap",
                        "CHAT_GUARDRAIL_ID", "g",
                        "CHAT_SERVICE_TIER", "fast")))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        invalid -> assertThat(invalid.problems())
                                .hasSize(7)
                                .allSatisfy(problem -> assertThat(problem).contains("CHAT_", "expected", "found")));
    }

    @Test
    void theLongestPrefixHasThePrice() {
        Prices prices = ModelSettings.fromEnvironment(
                        Map.of("CHAT_MODEL_PRICES", "anthropic.claude-haiku=1/5, x.y=0/3"))
                .prices();
        Usage million = new Usage(1_000_000, 1_000_000);

        assertThat(prices.of("anthropic.claude-haiku-5-5", million)).isCloseTo(0.60, within(1e-9));
        assertThat(prices.of("anthropic.claude-haiku-6", million)).isCloseTo(6, within(1e-9));
        assertThat(prices.of("x.y-1:0", million)).isCloseTo(3, within(1e-9));
        assertThat(prices.of("jp.anthropic.claude-sonnet-5-5", million)).isCloseTo(13.2, within(1e-9));
    }

    @Test
    void aModelThatNobodyPricedIsNotFree() {
        assertThat(Prices.DEFAULT.of("someone.new-1", new Usage(1_000_000, 0))).isCloseTo(2.2, within(1e-9));
    }
}
