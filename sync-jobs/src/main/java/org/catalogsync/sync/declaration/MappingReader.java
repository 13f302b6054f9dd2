package org.catalogsync.sync.declaration;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.catalogsync.model.mapping.ColumnRule;
import org.catalogsync.model.mapping.Converter;
import org.catalogsync.model.mapping.Converters;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.sync.declaration.YamlMap.Scalar;
import org.jspecify.annotations.Nullable;

/** Reads the mapping rules: {@code COLUMN: {field: …, converter: …}}. */
final class MappingReader {
    private static final String ENTRY = "{field: …, converter: …}";
    private static final String FIELDS =
            Arrays.stream(Field.values()).map(Field::wire).collect(Collectors.joining(", "));
    private static final String CONVERTERS = String.join(", ", Converters.names());

    private final Map<String, Integer> columns;
    private final ZoneId zone;
    private final Mistakes mistakes;
    private final Map<Field, String> columnOf = new EnumMap<>(Field.class);
    private final List<ColumnRule> rules = new ArrayList<>();

    /** @param columns with their places; empty where they could not be read */
    MappingReader(Map<String, Integer> columns, @Nullable ZoneId zone, Mistakes mistakes) {
        this.columns = columns;
        this.zone = zone == null ? ZoneOffset.UTC : zone;
        this.mistakes = mistakes;
    }

    /** The mapping, or null where mistakes were noted. */
    @Nullable
    FieldMapping read(YamlMap declaration) {
        YamlMap mapping = declaration.map("mapping", "a map of columns, each with " + ENTRY);
        if (mapping == null) {
            return null;
        }
        for (Scalar column : mapping.keys()) {
            read(mapping, column);
        }
        for (Field field : Field.values()) {
            if (field.required() && !columnOf.containsKey(field)) {
                mistakes.add(
                        mapping.node(),
                        "no column feeds the required field '" + field.wire() + "'",
                        "one column",
                        "none");
            }
        }
        return mistakes.none() ? FieldMapping.of(columns.size(), rules) : null;
    }

    private void read(YamlMap mapping, Scalar column) {
        Integer place = columns.get(column.text());
        if (place == null && !columns.isEmpty()) {
            mistakes.add(
                    column.node(),
                    "the column '" + column.text() + "' is not declared",
                    "one of " + String.join(", ", columns.keySet()),
                    column.text());
        }
        YamlMap entry = mapping.map(column.text(), ENTRY);
        if (entry == null) {
            return;
        }
        entry.allow(List.of("field", "converter"));
        Scalar fieldAt = entry.required("field", "one of " + FIELDS);
        Field field = entry.parsed(fieldAt, "unknown field", "one of " + FIELDS, Field::named);
        Converter<?> converter = entry.parsed(
                entry.required("converter", "one of " + CONVERTERS),
                "unknown converter",
                "one of " + CONVERTERS,
                name -> Converters.named(name, zone));
        if (field != null) {
            claim(field, column);
        }
        if (field != null && converter != null && fits(field, converter, column) && place != null) {
            rules.add(new ColumnRule(place, column.text(), field, converter));
        }
    }

    private void claim(Field field, Scalar column) {
        String earlier = columnOf.putIfAbsent(field, column.text());
        if (earlier != null) {
            mistakes.add(
                    column.node(),
                    "two columns feed the field '" + field.wire() + "'",
                    "one column",
                    earlier + " and " + column.text());
        }
    }

    private boolean fits(Field field, Converter<?> converter, Scalar column) {
        boolean fits = field.type() == converter.type();
        if (!fits) {
            mistakes.add(
                    column.node(),
                    "the converter '" + converter.name() + "' does not fit the field '" + field.wire() + "'",
                    "a converter that yields " + field.type().getSimpleName(),
                    converter.type().getSimpleName());
        }
        return fits;
    }
}
