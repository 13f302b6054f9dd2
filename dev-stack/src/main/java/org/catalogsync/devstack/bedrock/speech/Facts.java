package org.catalogsync.devstack.bedrock.speech;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a prompt gives to know: {@code <facts>{"language":"ja","intent":"stock","items":[…]}</facts>}. Everything that is said comes from here.
 *
 * @param items the one that was asked for first
 * @param related what may interest besides; where it was asked for
 */
record Facts(boolean japanese, Intent intent, List<Item> items, List<Item> related) {

    /**
     * One volume.
     *
     * @param volume empty where none is given or the title has it already
     * @param asOf when the stock was so, in the shop's local time; told where it is stale
     */
    record Item(
            String title,
            String author,
            String volume,
            OptionalInt quantity,
            Availability availability,
            OptionalInt yen,
            OptionalInt restockDays,
            Optional<String> asOf) {

        private static Item of(JsonNode item) {
            String title = item.path("title").asString("");
            String volume = item.path("volume").asString("");
            return new Item(
                    title,
                    item.path("author").asString(""),
                    // As a number of its own: '4' stands in '42' but is not said by it.
                    title.matches("(?s).*(?<!\\d)\\Q" + volume.replace("\\E", "") + "\\E(?!\\d).*") ? "" : volume,
                    number(item.path("quantity")),
                    Availability.labelled(item.path("stock_status").asString("")),
                    number(item.path("price_jpy")),
                    number(item.path("restock_eta_days")),
                    item.path("stale").asBoolean(false)
                            ? Optional.of(item.path("as_of").asString("")).filter(text -> !text.isBlank())
                            : Optional.empty());
        }

        private static OptionalInt number(JsonNode node) {
            return node.isInt() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
        }
    }

    /**
     * Reads the text between the tags.
     *
     * @throws IllegalArgumentException where it is no JSON object with items; whoever wrote the prompt is told
     */
    static Facts parse(String json) {
        JsonNode facts;
        try {
            facts = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("<facts> expected one JSON object: " + e.getOriginalMessage(), e);
        }
        if (!facts.path("items").isArray()) {
            throw new IllegalArgumentException("<facts> expected an object with a list of items");
        }
        return new Facts(
                !facts.path("language").asString("ja").startsWith("en"),
                Intent.labelled(facts.path("intent").asString("")),
                facts.path("items").valueStream().map(Item::of).toList(),
                facts.path("related").valueStream().map(Item::of).toList());
    }

    /** The same with every number and every availability another one: what a model says that makes things up. */
    Facts distorted() {
        return new Facts(
                japanese,
                intent,
                items.stream().map(Facts::distorted).toList(),
                related.stream().map(Facts::distorted).toList());
    }

    private static Item distorted(Item item) {
        return new Item(
                item.title,
                item.author,
                item.volume,
                OptionalInt.of(item.quantity.orElse(0) + 7),
                item.availability.opposite(),
                OptionalInt.of(item.yen.orElse(480) + 110),
                item.restockDays.isPresent() ? OptionalInt.of(item.restockDays.getAsInt() + 3) : OptionalInt.empty(),
                item.asOf);
    }
}
