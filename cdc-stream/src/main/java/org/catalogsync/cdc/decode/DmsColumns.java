package org.catalogsync.cdc.decode;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.catalogsync.model.mapping.ColumnRule;
import org.catalogsync.model.mapping.Converters;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.FieldMapping;

/**
 * The columns of the source that feed the catalogue, found by name: a record of the log has no order of columns. The same declaration as the nightly job's {@code mapping:}, so that one row reads the same from both.
 */
public final class DmsColumns {
    private final FieldMapping mapping;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> names;
    private final int key;

    /**
     * What a column feeds.
     *
     * @param converter one of {@link Converters#names}
     */
    public record Feeds(Field field, String converter) {}

    /**
     * @param columns by the source's names, in the order of the declaration; names that differ only in case are refused
     * @param zone where the source's clocks hang
     * @throws IllegalArgumentException if the columns make no mapping
     */
    public DmsColumns(Map<String, Feeds> columns, ZoneId zone) {
        List<ColumnRule> rules = new ArrayList<>();
        for (Map.Entry<String, Feeds> column : columns.entrySet()) {
            Feeds feeds = column.getValue();
            rules.add(new ColumnRule(
                    rules.size(), column.getKey(), feeds.field(), Converters.named(feeds.converter(), zone)));
        }
        mapping = FieldMapping.of(rules.size(), rules);
        names = rules.stream().map(ColumnRule::columnName).toList();
        for (String name : names) {
            if (places.put(fold(name), places.size()) != null) {
                throw new IllegalArgumentException("the column " + name + " is declared twice");
            }
        }
        // looked up before folding: nearly every record spells its columns as they are declared
        List.copyOf(names).forEach(name -> places.put(name, placeFolded(name)));
        key = placeFolded(mapping.columnName(Field.ISBN));
    }

    /** What reads the rows. */
    public FieldMapping mapping() {
        return mapping;
    }

    /** The names as declared, in their order. */
    public List<String> names() {
        return names;
    }

    int count() {
        return names.size();
    }

    /** The place of the column that holds the ISBN. */
    int key() {
        return key;
    }

    ColumnRule keyRule() {
        return mapping.rules().get(key);
    }

    /** The place of a column of any spelling, negative for one that feeds nothing. */
    int place(String name) {
        Integer exact = places.get(name);
        return exact != null ? exact : placeFolded(name);
    }

    private int placeFolded(String name) {
        return places.getOrDefault(fold(name), -1);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
