package org.catalogsync.quality.row;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.catalogsync.model.mapping.ColumnRule;
import org.catalogsync.model.mapping.Converters;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.model.mapping.SourceRow;
import org.jspecify.annotations.Nullable;

/** A row that every rule accepts, until a test changes a cell. */
final class RowBuilder implements SourceRow {
    private static final String[] CONVERTERS = {
        "isbn", "text", "kana", "text", "text", "count", "warehouse", "status", "yen", "date", "eta", "timestamp"
    };
    private static final FieldMapping MAPPING = mapping();

    private @Nullable String[] cells = {
        "978-4-08-882751-3",
        "呪いの本 1",
        "ノロイノホン",
        "作者",
        "少年",
        "12",
        "TK01",
        "01",
        "¥1,234",
        "令和7年3月1日",
        "3",
        "2025-03-01 12:00:00"
    };
    private final Set<Integer> bad = new HashSet<>();
    private @Nullable String flaw;

    private static FieldMapping mapping() {
        List<ColumnRule> rules = new ArrayList<>();
        for (Field field : Field.values()) {
            int column = field.ordinal();
            rules.add(new ColumnRule(
                    column, "C_" + field, field, Converters.named(CONVERTERS[column], ZoneId.of("Asia/Tokyo"))));
        }
        return FieldMapping.of(rules.size(), rules);
    }

    RowBuilder with(Field field, @Nullable String text) {
        cells[field.ordinal()] = text;
        return this;
    }

    RowBuilder unmappable(Field field) {
        bad.add(field.ordinal());
        return with(field, "<81AD>");
    }

    RowBuilder cells(@Nullable String... others) {
        cells = others;
        return this;
    }

    RowBuilder flawed(String reasons) {
        flaw = reasons;
        return this;
    }

    @Override
    public @Nullable String flaw() {
        return flaw;
    }

    RowVerdict judge() {
        return RowRules.judge(MAPPING.map(this));
    }

    @Override
    public int columns() {
        return cells.length;
    }

    @Override
    public @Nullable String text(int column) {
        return cells[column];
    }

    @Override
    public boolean unmappable(int column) {
        return bad.contains(column);
    }
}
