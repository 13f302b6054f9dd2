package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.catalogsync.stores.InvalidSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which models word answers and what they may use, from ordinary environment variables; validated at start-up. Models are named by id or inference profile.
 *
 * @param model {@code CHAT_MODEL}, for answers; default anthropic.claude-haiku-5-5
 * @param intentModel {@code CHAT_INTENT_MODEL}, for questions of which the rules are unsure; default anthropic.claude-haiku-5-5
 * @param longModel {@code CHAT_LONG_MODEL}, for summaries of several volumes; default jp.anthropic.claude-sonnet-5-5
 * @param longAnswers {@code CHAT_LONG_ANSWERS}, whether {@code longModel} is used at all; default false
 * @param maxTokens {@code CHAT_MAX_TOKENS}, of an answer, thinking included; default 300. What is not set would be reserved in full from the account's quota
 * @param intentMaxTokens {@code CHAT_INTENT_MAX_TOKENS}, of a classification; default 100
 * @param concurrency {@code CHAT_MODEL_CONCURRENCY}, calls under way at once from this process; default 32. The SDK takes two megabytes of heap for each stream, so more of them need more heap
 * @param prices {@code CHAT_MODEL_PRICES}, as {@code PREFIX=INPUT/OUTPUT} in USD per million tokens, separated by commas; beside {@link Prices#DEFAULT}
 * @param guardrail {@code CHAT_GUARDRAIL_ID} and {@code CHAT_GUARDRAIL_VERSION}; both or none, default none
 * @param serviceTier {@code CHAT_SERVICE_TIER}, default, priority or flex; absent by default, which leaves it to Bedrock
 */
public record ModelSettings(
        String model,
        String intentModel,
        String longModel,
        boolean longAnswers,
        int maxTokens,
        int intentMaxTokens,
        int concurrency,
        Prices prices,
        @Nullable Guardrail guardrail,
        @Nullable String serviceTier) {

    /** Bedrock's own guard, beside ours. */
    public record Guardrail(String id, String version) {}

    /** Reads and checks the settings; throws {@link InvalidSettings} with every variable that cannot be used. */
    public static ModelSettings fromEnvironment(Map<String, String> environment) {
        return new Reader(environment).settings();
    }

    private static final class Reader {
        private static final Pattern MODEL = Pattern.compile("\\S{1,2048}");
        private static final Pattern TIER = Pattern.compile("default|priority|flex");
        private static final String HAIKU = "anthropic.claude-haiku-5-5";

        private final Map<String, String> environment;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        ModelSettings settings() {
            ModelSettings settings = new ModelSettings(
                    text("the model of answers", "CHAT_MODEL", HAIKU, MODEL, "a model id"),
                    text("the model of intents", "CHAT_INTENT_MODEL", HAIKU, MODEL, "a model id"),
                    text(
                            "the model of long answers",
                            "CHAT_LONG_MODEL",
                            "jp.anthropic.claude-sonnet-5-5",
                            MODEL,
                            "a model id"),
                    flag("whether long answers have a model of their own", "CHAT_LONG_ANSWERS"),
                    number("the length of an answer", "CHAT_MAX_TOKENS", 300, "20 to 4000", n -> n >= 20 && n <= 4000),
                    number(
                            "the length of a classification",
                            "CHAT_INTENT_MAX_TOKENS",
                            100,
                            "20 to 1000",
                            n -> n >= 20 && n <= 1000),
                    number(
                            "how many models are asked at once",
                            "CHAT_MODEL_CONCURRENCY",
                            32,
                            "1 to 2000",
                            n -> n >= 1 && n <= 2000),
                    prices(),
                    guardrail(),
                    tier());
            if (!problems.isEmpty()) {
                throw new InvalidSettings(problems);
            }
            return settings;
        }

        private Prices prices() {
            String text = value("CHAT_MODEL_PRICES");
            if (text == null) {
                return Prices.DEFAULT;
            }
            try {
                return Prices.DEFAULT.with(text);
            } catch (IllegalArgumentException e) {
                problem(
                        "what models cost",
                        "CHAT_MODEL_PRICES",
                        "PREFIX=INPUT/OUTPUT in USD per million tokens, such as jp.anthropic.claude-haiku-5-5=0.11/0.55",
                        text);
                return Prices.DEFAULT;
            }
        }

        private @Nullable Guardrail guardrail() {
            String id = value("CHAT_GUARDRAIL_ID");
            String version = value("CHAT_GUARDRAIL_VERSION");
            if (id != null && version != null) {
                return new Guardrail(id, version);
            }
            if (id != null || version != null) {
                problems.add("the guardrail: CHAT_GUARDRAIL_ID and CHAT_GUARDRAIL_VERSION expected both or none, found "
                        + (id == null ? "no id" : "no version"));
            }
            return null;
        }

        private @Nullable String tier() {
            String tier = value("CHAT_SERVICE_TIER");
            return tier == null
                    ? null
                    : text("the service tier", "CHAT_SERVICE_TIER", tier, TIER, "default, priority or flex");
        }

        private String text(String what, String name, String fallback, Pattern allowed, String expected) {
            String text = value(name);
            if (text == null) {
                return fallback;
            }
            if (!allowed.matcher(text).matches()) {
                problem(what, name, expected, text);
            }
            return text;
        }

        private boolean flag(String what, String name) {
            String text = value(name);
            if (text != null && !text.equals("true") && !text.equals("false")) {
                problem(what, name, "true or false", text);
            }
            return "true".equals(text);
        }

        private int number(String what, String name, int fallback, String expected, IntPredicate allowed) {
            String text = value(name);
            if (text == null) {
                return fallback;
            }
            if (text.matches("\\d{1,9}") && allowed.test(Integer.parseInt(text))) {
                return Integer.parseInt(text);
            }
            problem(what, name, expected, text);
            return fallback;
        }

        private void problem(String what, String name, String expected, String found) {
            problems.add(String.format(Locale.ROOT, "%s: %s expected %s, found '%s'", what, name, expected, found));
        }

        /** An empty variable counts as unset, as it does in shells and in the AWS tools. */
        private @Nullable String value(String name) {
            String value = environment.get(name);
            return value == null || value.isBlank() ? null : value.trim();
        }
    }
}
