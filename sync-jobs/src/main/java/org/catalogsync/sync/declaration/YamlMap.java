package org.catalogsync.sync.declaration;

import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML map whose values are asked for by key and kind; what is not as asked becomes a mistake with its line. Values are taken as they are written, so {@code NULL} and {@code 01} stay texts. */
final class YamlMap {

    /** A text and where it stands. */
    record Scalar(String text, Node node) {}

    private final Node node;
    private final Mistakes mistakes;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    YamlMap(MappingNode node, Mistakes mistakes) {
        this.node = node;
        this.mistakes = mistakes;
        for (NodeTuple entry : node.getValue()) {
            Scalar key = scalar(entry.getKeyNode(), "a key");
            if (key != null && keys.putIfAbsent(key.text(), key.node()) != null) {
                mistakes.add(key.node(), "the key '" + key.text() + "' stands twice", "each key once", key.text());
            } else if (key != null) {
                values.put(key.text(), entry.getValueNode());
            }
        }
    }

    /** Refuses keys that nobody will ask for. */
    YamlMap allow(List<String> known) {
        keys.forEach((key, at) -> {
            if (!known.contains(key)) {
                mistakes.add(at, "unknown key '" + key + "'", "one of " + String.join(", ", new TreeSet<>(known)), key);
            }
        });
        return this;
    }

    /** Its keys as texts, in the order of the file. */
    List<Scalar> keys() {
        return keys.entrySet().stream()
                .map(entry -> new Scalar(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Nullable
    Scalar required(String key, String expected) {
        if (!values.containsKey(key)) {
            noteMissing(key, expected);
        }
        return optional(key, expected);
    }

    private void noteMissing(String key, String expected) {
        mistakes.add(node, "the key '" + key + "' is missing", expected, "nothing");
    }

    @Nullable
    Scalar optional(String key, String expected) {
        Node value = values.get(key);
        return value == null ? null : scalar(value, expected);
    }

    /** A value made of a text; null where the key is absent or the text is refused with IllegalArgumentException, which is noted. */
    <T> @Nullable T parsed(@Nullable Scalar scalar, String what, String expected, Function<String, T> parse) {
        if (scalar == null) {
            return null;
        }
        try {
            return parse.apply(scalar.text());
        } catch (IllegalArgumentException | DateTimeException refused) {
            mistakes.add(scalar.node(), what, expected, "'" + scalar.text() + "'");
            return null;
        }
    }

    /** The texts of a list; a wrong or missing list is empty. */
    List<Scalar> texts(String key, String expected) {
        Node value = values.get(key);
        if (value == null) {
            noteMissing(key, expected);
            return List.of();
        }
        if (!(value instanceof SequenceNode list)) {
            mistakes.add(value, "'" + key + "' is no list", expected, kind(value));
            return List.of();
        }
        return list.getValue().stream()
                .map(item -> scalar(item, expected))
                .filter(Objects::nonNull)
                .toList();
    }

    @Nullable
    YamlMap map(String key, String expected) {
        Node value = values.get(key);
        if (value == null) {
            noteMissing(key, expected);
            return null;
        }
        if (!(value instanceof MappingNode map)) {
            mistakes.add(value, "'" + key + "' is no map", expected, kind(value));
            return null;
        }
        return new YamlMap(map, mistakes);
    }

    private @Nullable Scalar scalar(Node at, String expected) {
        if (at instanceof ScalarNode scalar) {
            return new Scalar(scalar.getValue(), scalar);
        }
        mistakes.add(at, "not a plain value", expected, kind(at));
        return null;
    }

    static String kind(Node node) {
        return node instanceof MappingNode ? "a map" : node instanceof SequenceNode ? "a list" : "a plain value";
    }

    Node node() {
        return node;
    }
}
