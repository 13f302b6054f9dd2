package org.catalogsync.sync.declaration;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.sync.declaration.YamlMap.Scalar;
import org.catalogsync.sync.delimited.Dialect;
import org.catalogsync.sync.delimited.SourceCharset;
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
    private static final List<String> KEYS = List.of(
            "name",
            "files",
            "counter",
            "charset",
            "delimiter",
            "quote",
            "header",
            "null-text",
            "max-record-bytes",
            "zone",
            "watermark",
            "expected-rows",
            "columns",
            "flaws",
            "mapping");
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int DEEPEST_NESTING = 8;
    /** A record is held in memory whole. */
    private static final int LONGEST_RECORD = 16 << 20;

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
        Dialect dialect = dialect(map);
        Boolean header = map.parsed(
                map.required("header", "yes or no"), "'header' is unclear", "yes or no", DeclarationReader::yesOrNo);
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
        FieldMapping mapping = withFlaws(map, columns, new MappingReader(columns, zone, mistakes).read(map));
        mistakes.throwIfAny();
        return new Declaration(
                present(name).text(),
                origin,
                text,
                present(files),
                counter,
                present(dialect),
                present(header),
                present(zone),
                watermark,
                List.copyOf(columns.keySet()),
                present(mapping),
                expectedRows);
    }

    private @Nullable Dialect dialect(YamlMap map) {
        SourceCharset charset = map.parsed(
                map.required("charset", "windows-31j or UTF-8"),
                "unknown charset",
                "windows-31j (also called Shift_JIS, SJIS, MS932, cp932) or UTF-8",
                SourceCharset::named);
        Scalar delimiterAt = map.optional("delimiter", "one ASCII character");
        Byte delimiter = delimiterAt == null
                ? Byte.valueOf((byte) ',')
                : map.parsed(
                        delimiterAt,
                        "not a delimiter",
                        "one ASCII character other than a line end",
                        DeclarationReader::delimiter);
        Scalar quoteAt = map.optional("quote", "one ASCII character");
        Byte quote = quoteAt == null
                ? Byte.valueOf((byte) '"')
                : map.parsed(
                        quoteAt,
                        "not a quote",
                        "one ASCII character below @, such as \" or '",
                        DeclarationReader::quote);
        Scalar nullText = map.required("null-text", "the text that means null, \"\" for an empty field");
        Integer longest = map.parsed(
                map.optional("max-record-bytes", "a number of bytes"),
                "'max-record-bytes' is no size",
                "1 to " + LONGEST_RECORD,
                DeclarationReader::recordBytes);
        if (delimiter != null && delimiter.equals(quote)) {
            mistakes.add(
                    delimiterAt == null ? map.node() : delimiterAt.node(),
                    "delimiter and quote are the same",
                    "two different characters",
                    "'" + (char) delimiter.byteValue() + "'");
            return null;
        }
        if (charset == null || delimiter == null || quote == null || nullText == null) {
            return null;
        }
        return new Dialect(
                delimiter, quote, charset, nullText.text(), orElse(longest, Dialect.DEFAULT_MAX_RECORD_BYTES));
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

    private static Boolean yesOrNo(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException(written);
        };
    }

    private static Byte delimiter(String written) {
        return new Dialect(oneByte(written), anotherThan(written), SourceCharset.UTF_8, "", 1).delimiter();
    }

    private static Byte quote(String written) {
        return new Dialect(anotherThan(written), oneByte(written), SourceCharset.UTF_8, "", 1).quote();
    }

    private static byte oneByte(String written) {
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != 1) {
            throw new IllegalArgumentException(Arrays.toString(bytes));
        }
        return bytes[0];
    }

    private static byte anotherThan(String written) {
        return (byte) (written.equals("!") ? '#' : '!');
    }

    private static Integer recordBytes(String written) {
        int bytes = Integer.parseInt(written);
        if (bytes < 1 || bytes > LONGEST_RECORD) {
            throw new IllegalArgumentException(written);
        }
        return bytes;
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
