package org.catalogsync.chat;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.catalogsync.chat.lookup.LookupSettings;
import org.catalogsync.stores.InvalidSettings;

/**
 * How the chat answers, from ordinary environment variables; validated at start-up.
 *
 * @param answer {@code CHAT_DEADLINE} (ISO-8601), until the last word of an answer; default PT2.6S, which leaves 400 ms of three seconds to the way
 * @param lookup {@code CHAT_FRESH}, how old a figure may be without a question to the ERP, default PT15M; {@code CHAT_TABLE_PATIENCE}, default PT0.35S; {@code CHAT_ERP_PATIENCE}, default PT0.75S
 * @param kept {@code CHAT_ANSWER_TTL}, how long an answer is kept, up to ten minutes; default PT5M
 * @param keptLow {@code CHAT_LOW_STOCK_TTL}, the same for one about a volume of which few are left; default PT30S
 * @param conversation {@code CHAT_CONVERSATION_TTL}, how long a conversation is remembered; default PT24H
 * @param dailyUsd {@code CHAT_USER_DAILY_USD}, what the models may cost one customer a day; default 0.25
 * @param table {@code CHAT_TABLE}, the DynamoDB table of conversations; default manga-chat
 */
public record ChatSettings(
        Duration answer,
        LookupSettings lookup,
        Duration kept,
        Duration keptLow,
        Duration conversation,
        double dailyUsd,
        String table) {

    /** Reads and checks the settings; throws {@link InvalidSettings} with every variable that cannot be used. */
    public static ChatSettings fromEnvironment(Map<String, String> environment) {
        return new Reader(environment).settings();
    }

    /** The environment of the stores as the chat wants it: a call that is tried for a minute is of no use to a customer. */
    static Map<String, String> withShortDeadlines(Map<String, String> environment) {
        Map<String, String> shortened = new HashMap<>(environment);
        shortened.put("STORE_DEADLINE", environment.getOrDefault("CHAT_STORE_DEADLINE", "PT1S"));
        return shortened;
    }

    private static final class Reader {
        private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
        private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

        private final Map<String, String> environment;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        ChatSettings settings() {
            ChatSettings settings = new ChatSettings(
                    time("CHAT_DEADLINE", "PT2.6S", "PT0.5S", "PT30S"),
                    new LookupSettings(
                            time("CHAT_FRESH", "PT15M", "PT1S", "P7D"),
                            time("CHAT_TABLE_PATIENCE", "PT0.35S", "PT0.02S", "PT5S"),
                            time("CHAT_ERP_PATIENCE", "PT0.75S", "PT0.05S", "PT5S")),
                    time("CHAT_ANSWER_TTL", "PT5M", "PT1S", "PT10M"),
                    time("CHAT_LOW_STOCK_TTL", "PT30S", "PT1S", "PT10M"),
                    time("CHAT_CONVERSATION_TTL", "PT24H", "PT1M", "P30D"),
                    Double.parseDouble(text("CHAT_USER_DAILY_USD", "0.25", AMOUNT, "an amount such as 0.25")),
                    text("CHAT_TABLE", "manga-chat", TABLE, "a table name"));
            if (!problems.isEmpty()) {
                throw new InvalidSettings(problems);
            }
            return settings;
        }

        private Duration time(String name, String usual, String least, String most) {
            String found = value(name, usual);
            try {
                Duration time = Duration.parse(found);
                if (time.compareTo(Duration.parse(least)) >= 0 && time.compareTo(Duration.parse(most)) <= 0) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // told below, with the others
            }
            problems.add(name + ": expected a time from " + least + " to " + most + ", found '" + found + "'");
            return Duration.parse(usual);
        }

        private String value(String name, String usual) {
            String found = environment.getOrDefault(name, "").strip();
            return found.isEmpty() ? usual : found;
        }

        private String text(String name, String usual, Pattern pattern, String expected) {
            String found = value(name, usual);
            if (pattern.matcher(found).matches()) {
                return found;
            }
            problems.add(name + ": expected " + expected + ", found '" + found + "'");
            return usual;
        }
    }
}
