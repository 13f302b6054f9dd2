package org.catalogsync.model.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * Whether a schema still reads what another one described. A keyword it has no rule for may be dropped but neither added nor altered: what it does not understand it does not let pass.
 */
final class Compatibility {
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "title", "description", "examples", "default", "deprecated");
    private static final Set<String> LOWER = Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");
    private static final Set<String> UPPER = Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

    private final List<String> breaks = new ArrayList<>();

    private Compatibility() {}

    /** What the later schema takes away from the earlier one; empty where it reads all its events and keeps its promises. */
    static List<String> breaks(JsonNode earlier, JsonNode later) {
        Compatibility comparison = new Compatibility();
        comparison.compare(earlier, later, "");
        return comparison.breaks;
    }

    private void compare(JsonNode earlier, JsonNode later, String at) {
        if (!earlier.isObject() || !later.isObject()) {
            if (!earlier.equals(later)) {
                add(at, "was " + earlier + ", is " + later);
            }
            return;
        }
        required(earlier, later, at);
        properties(earlier, later, at);
        types(earlier, later, at);
        values(earlier, later, at);
        for (String keyword : later.propertyNames()) {
            JsonNode was = earlier.path(keyword);
            JsonNode is = later.path(keyword);
            switch (keyword) {
                case "required", "properties", "type", "enum", "const" -> {}
                case "items", "additionalProperties" -> within(was, is, at + "/" + keyword);
                default -> keyword(keyword, was, is, at);
            }
        }
    }

    /** A property that is no longer required is one that consumers can no longer count on. */
    private void required(JsonNode earlier, JsonNode later, String at) {
        Set<JsonNode> was = elements(earlier.path("required"));
        Set<JsonNode> is = elements(later.path("required"));
        is.stream().filter(name -> !was.contains(name)).forEach(name -> add(at, "newly requires " + name));
        was.stream().filter(name -> !is.contains(name)).forEach(name -> add(at, "no longer requires " + name));
    }

    private void properties(JsonNode earlier, JsonNode later, String at) {
        JsonNode is = later.path("properties");
        earlier.path("properties").forEachEntry((name, property) -> {
            if (is.has(name)) {
                compare(property, is.path(name), at + "/" + name);
            } else {
                add(at, "no longer has " + name);
            }
        });
    }

    private void types(JsonNode earlier, JsonNode later, String at) {
        Set<String> was = types(earlier);
        Set<String> is = types(later);
        if (!is.isEmpty() && (was.isEmpty() || !is.containsAll(was))) {
            add(at, "type was " + was + ", is " + is);
        }
    }

    /** Empty for any. */
    private static Set<String> types(JsonNode schema) {
        Set<String> types = new HashSet<>();
        elements(schema.path("type")).forEach(type -> types.add(type.asString()));
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private void values(JsonNode earlier, JsonNode later, String at) {
        Set<JsonNode> was = values(earlier);
        Set<JsonNode> is = values(later);
        if (!is.isEmpty() && (was.isEmpty() || !is.containsAll(was))) {
            add(at, "values were " + was + ", are " + is);
        }
    }

    /** Empty for any; a constant is an enumeration of one. */
    private static Set<JsonNode> values(JsonNode schema) {
        return schema.has("const") ? Set.of(schema.path("const")) : elements(schema.path("enum"));
    }

    /** An absent schema is one that allows everything. */
    private void within(JsonNode was, JsonNode is, String at) {
        if (!is.equals(BooleanNode.TRUE)) {
            compare(was.isMissingNode() ? BooleanNode.TRUE : was, is, at);
        }
    }

    private void keyword(String keyword, JsonNode was, JsonNode is, String at) {
        boolean wider = was.equals(is)
                || ANNOTATIONS.contains(keyword)
                || (LOWER.contains(keyword) && was.isNumber() && is.asDouble() <= was.asDouble())
                || (UPPER.contains(keyword) && was.isNumber() && is.asDouble() >= was.asDouble())
                || (keyword.equals("uniqueItems") && !is.asBoolean());
        if (!wider) {
            add(at, keyword + " was " + was + ", is " + is);
        }
    }

    /** The elements of an array, a single value as one, nothing for what is absent. */
    private static Set<JsonNode> elements(JsonNode node) {
        Set<JsonNode> elements = new HashSet<>();
        if (node.isArray()) {
            node.forEach(elements::add);
        } else if (!node.isMissingNode()) {
            elements.add(node);
        }
        return elements;
    }

    private void add(String at, String what) {
        breaks.add((at.isEmpty() ? "/" : at) + ": " + what);
    }
}
