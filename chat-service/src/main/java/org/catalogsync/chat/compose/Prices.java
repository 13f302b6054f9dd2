package org.catalogsync.chat.compose;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What models cost, by the beginning of their names; the longest that fits counts. A model that nobody priced costs as much as the dearest: a limit on spending must not be lifted by a name.
 *
 * @param byPrefix never empty
 */
public record Prices(Map<String, Price> byPrefix) {

    /** Of late 2026. Profiles that keep to a region cost a tenth more. */
    public static final Prices DEFAULT = new Prices(Map.of(
            "anthropic.claude-haiku-5-5", new Price(0.10, 0.50),
            "global.anthropic.claude-haiku-5-5", new Price(0.10, 0.50),
            "jp.anthropic.claude-haiku-5-5", new Price(0.11, 0.55),
            "anthropic.claude-sonnet-5-5", new Price(2, 10),
            "global.anthropic.claude-sonnet-5-5", new Price(2, 10),
            "jp.anthropic.claude-sonnet-5-5", new Price(2.2, 11)));

    private static final Pattern ENTRY =
            Pattern.compile("\\s*([^\\s=,]+)=(\\d{1,6}(?:\\.\\d{1,6})?)/(\\d{1,6}(?:\\.\\d{1,6})?)\\s*");

    public Prices {
        byPrefix = Map.copyOf(byPrefix);
    }

    /** USD per million tokens. */
    public record Price(double input, double output) {}

    /** These and those of the text, which win. Throws IllegalArgumentException where the text is none. */
    Prices with(String text) {
        Map<String, Price> all = new HashMap<>(byPrefix);
        for (String entry : text.split(",", -1)) {
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a price: '" + entry + "'");
            }
            all.put(
                    matcher.group(1),
                    new Price(Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(3))));
        }
        return new Prices(all);
    }

    /** What so many tokens cost, in USD. */
    public double of(String model, Usage usage) {
        Price price = byPrefix.entrySet().stream()
                .filter(entry -> model.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseGet(this::dearest);
        return (usage.input() * price.input() + usage.output() * price.output()) / 1_000_000;
    }

    private Price dearest() {
        return byPrefix.values().stream()
                .max(Comparator.comparingDouble(Price::output))
                .orElseThrow();
    }
}
