package org.catalogsync.cdc.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of a task's table mappings, asked for one table in whatever schema. */
final class TableRules {
    private static final String SCHEMA = "schema-name";
    private static final String TABLE = "table-name";

    private final JsonNode rules;

    TableRules(JsonNode mappings) {
        this.rules = mappings.path("rules");
    }

    /** Whether a rule includes the table that no rule excludes again, in all the schemas of the former. */
    boolean selects(String table) {
        List<JsonNode> selections = selections(table);
        return selections.stream()
                .filter(rule -> !isExclusion(rule))
                .map(rule -> located(rule, SCHEMA))
                .anyMatch(schema -> selections.stream()
                        .noneMatch(rule -> isExclusion(rule) && like(located(rule, SCHEMA), schema)));
    }

    /** The selection rules that name the table, such as {@code include erp.%}. */
    String selectionsInWords(String table) {
        List<JsonNode> selections = selections(table);
        return selections.isEmpty()
                ? "no rule names it"
                : selections.stream()
                        .map(rule -> rule.path("rule-action").asString("") + " " + located(rule, SCHEMA) + "."
                                + located(rule, TABLE))
                        .collect(Collectors.joining(", "));
    }

    private List<JsonNode> selections(String table) {
        List<JsonNode> selections = new ArrayList<>();
        for (JsonNode rule : rules) {
            if (is(rule, "rule-type", "selection") && matches(rule, table)) {
                selections.add(rule);
            }
        }
        return selections;
    }

    private static boolean isExclusion(JsonNode rule) {
        return is(rule, "rule-action", "exclude");
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

    private static boolean matches(JsonNode rule, String table) {
        return like(located(rule, TABLE), table);
    }

    private static String located(JsonNode rule, String part) {
        return rule.path("object-locator").path(part).asString("");
    }

    /** Case does not matter, since engines fold it differently; {@code %} stands for any text and {@code _} for any character. */
    private static boolean like(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
