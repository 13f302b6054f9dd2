package org.catalogsync.sync.declaration;

import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.sync.declaration.YamlMap.Scalar;
import org.catalogsync.sync.record.RecordFormat;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one YAML text. Works on the node tree, which knows lines, and builds no object that the text could choose. */
final class DeclarationReader {
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "name",
                            "files",
                            "counter",
                            "zone",
                            "watermark",
                            "expected-rows",
                            "columns",
                            "flaws",
                            "mapping"),
                    FormatReader.KEYS.stream())
            .toList();
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int DEEPEST_NESTING = 8;

    private final String origin;
    private final String text;
    private final Mistakes mistakes;

    DeclarationReader(String origin, String text) {
        this.origin = origin;
        this.text = text;
        this.mistakes = new Mistakes(origin);
    }

    /** @throws InvalidDeclaration with everything that is wrong */
    Declaration read() {
        Node root = compose();
        if (root instanceof MappingNode map) {
            return read(new YamlMap(map, mistakes).allow(KEYS));
        }
        mistakes.add(
                1,
                "not a declaration",
                "a map with the keys " + String.join(", ", KEYS),
                root == null ? "nothing" : YamlMap.kind(root));
        throw mistakes.thrown();
    }

    private @Nullable Node compose() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_TEXT);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setMaxAliasesForCollections(0);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            mistakes.add(line, "not YAML", "a YAML map", String.valueOf(broken.getProblem()));
        } catch (YAMLException broken) {
            mistakes.add(
                    1,
                    "not YAML",
                    "a YAML map of at most " + LONGEST_TEXT + " characters",
                    String.valueOf(broken.getMessage()));
        }
        throw mistakes.thrown();
    }

    private Declaration read(YamlMap map) {
        Scalar name = map.required("name", "a name for reports");
        FilePattern files = map.parsed(
                map.required("files", "a file pattern"),
                "a bad file pattern",
                "a pattern such as products*.csv",
                FilePattern::of);
        Declaration.Counter counter = orElse(
                map.parsed(
                        map.optional("counter", "hexadecimal or none"),
                        "unknown counter",
                        "hexadecimal or none",
                        DeclarationReader::counter),
                Declaration.Counter.NONE);
        FormatReader formats = new FormatReader(map, mistakes);
        ZoneId zone = map.parsed(
                map.required("zone", "a time zone such as Asia/Tokyo"),
                "unknown zone",
                "a time zone such as Asia/Tokyo",
                ZoneId::of);
        Instant watermark = watermark(map, zone);
        Long expectedRows = map.parsed(
                map.optional("expected-rows", "a number of rows"),
                "'expected-rows' is no count",
                "a number of rows, 0 or more",
                DeclarationReader::count);
        Map<String, Integer> columns = columns(map);
        RecordFormat format = formats.read(List.copyOf(columns.keySet()));
        FieldMapping mapping = withFlaws(map, columns, new MappingReader(columns, zone, mistakes).read(map));
        mistakes.throwIfAny();
        return new Declaration(
                present(name).text(),
                origin,
                text,
                present(files),
                counter,
                present(format),
                formats.hasHeader(),
                present(zone),
                watermark,
                List.copyOf(columns.keySet()),
                present(mapping),
                expectedRows);
    }

    private @Nullable Instant watermark(YamlMap map, @Nullable ZoneId zone) {
        String expected = "a moment such as 2025-03-01T21:00:00+09:00, or without an offset in the declared zone";
        ZoneId clocks = zone == null ? ZoneOffset.UTC : zone;
        return map.parsed(
                map.optional("watermark", expected),
                "not a moment",
                expected,
                written -> Moments.parse(written, clocks));
    }

    /** The columns with their places. */
    private Map<String, Integer> columns(YamlMap map) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (Scalar column : map.texts("columns", "a list of column names in the order of the file")) {
            if (columns.putIfAbsent(column.text(), columns.size()) != null) {
                mistakes.add(
                        column.node(),
                        "the column '" + column.text() + "' stands twice",
                        "each column once",
                        column.text());
            }
        }
        return columns;
    }

    private @Nullable FieldMapping withFlaws(
            YamlMap map, Map<String, Integer> columns, @Nullable FieldMapping mapping) {
        Scalar column = map.optional("flaws", "the column that says what is wrong with a row");
        if (column == null || mapping == null) {
            return mapping;
        }
        Integer place = columns.get(column.text());
        if (place == null) {
            mistakes.add(
                    column.node(),
                    "the column '" + column.text() + "' is not declared",
                    "one of " + String.join(", ", columns.keySet()),
                    column.text());
            return mapping;
        }
        return mapping.withFlaws(place);
    }

    private static Declaration.Counter counter(String written) {
        return Declaration.Counter.valueOf(written.toUpperCase(Locale.ROOT));
    }

    private static Long count(String written) {
        return Long.parseUnsignedLong(written);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a value is missing and no mistake was noted");
        }
        return value;
    }
}
