package org.catalogsync.cdc.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of a task's table mappings, asked for one table in whatever schema. */
final class TableRules {
    private final JsonNode rules;

    TableRules(JsonNode mappings) {
        this.rules = mappings.path("rules");
    }

    /** What the selection rules say of the table, in their order: {@code include}, {@code explicit}, {@code exclude}. */
    List<String> selections(String table) {
        List<String> actions = new ArrayList<>();
        for (JsonNode rule : rules) {
            if (is(rule, "rule-type", "selection") && matches(rule, table)) {
                actions.add(rule.path("rule-action").asString("").toLowerCase(Locale.ROOT));
            }
        }
        return actions;
    }

    /** The kind of partition key that an object mapping gives the table; null where none does. */
    @Nullable
    String partitionKeyType(String table) {
        String type = null;
        for (JsonNode rule : rules) {
            JsonNode named = rule.path("mapping-parameters").path("partition-key-type");
            if (is(rule, "rule-type", "object-mapping") && matches(rule, table) && named.isString()) {
                type = named.asString();
            }
        }
        return type;
    }

    /** Whether a rule adds before-images as columns of the row, which is another shape than the stream reads. */
    boolean addsBeforeImageColumns(String table) {
        for (JsonNode rule : rules) {
            if (is(rule, "rule-action", "add-before-image-columns") && matches(rule, table)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(JsonNode rule, String name, String value) {
        return rule.path(name).asString("").equalsIgnoreCase(value);
    }

    /** Case does not matter, since engines fold it differently; {@code %} stands for any text and {@code _} for any character. */
    private static boolean matches(JsonNode rule, String table) {
        StringBuilder regex = new StringBuilder();
        for (char c :
                rule.path("object-locator").path("table-name").asString("").toCharArray()) {
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(table)
                .matches();
    }
}
