package org.catalogsync.model.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The declared way from a source's columns to canonical fields. Immutable and shareable between threads. */
public final class FieldMapping {
    private static final Field[] FIELDS = Field.values();
    private static final Reading<?> UNMAPPABLE =
            new Reading.Unreadable<>(Reading.Problem.UNMAPPABLE_BYTES, "bytes of the declared charset");

    private static final int NO_COLUMN = -1;

    private final int expectedColumns;
    private final int flawColumn;
    private final List<ColumnRule> rules;
    private final @Nullable ColumnRule[] byField = new ColumnRule[FIELDS.length];

    private FieldMapping(int expectedColumns, int flawColumn, List<ColumnRule> rules) {
        this.expectedColumns = expectedColumns;
        this.flawColumn = flawColumn;
        require(flawColumn < expectedColumns, "the column of flaws is not among the " + expectedColumns + " columns");
        this.rules = List.copyOf(rules);
        for (ColumnRule rule : rules) {
            check(rule);
            byField[rule.field().ordinal()] = rule;
        }
        for (Field field : FIELDS) {
            require(!field.required() || byField[field.ordinal()] != null, "no column feeds the field " + field.wire());
        }
    }

    /**
     * @param expectedColumns how many columns a row must have, mapped or not
     * @param rules at most one for each field and each required field; columns without a rule are ignored
     * @throws IllegalArgumentException if a required field has no rule, a field two, a column is out of range, or a converter yields another type than its field holds
     */
    public static FieldMapping of(int expectedColumns, List<ColumnRule> rules) {
        return new FieldMapping(expectedColumns, NO_COLUMN, rules);
    }

    /** The same, of a source that says in a column of its own what is wrong with a row; where that holds a text the row has a {@link SourceRow#flaw}. */
    public FieldMapping withFlaws(int column) {
        return new FieldMapping(expectedColumns, column, rules);
    }

    private void check(ColumnRule rule) {
        String where =
                "column " + rule.columnName() + " for the field " + rule.field().wire();
        require(
                rule.column() >= 0 && rule.column() < expectedColumns,
                where + " is not among the " + expectedColumns + " columns");
        require(byField[rule.field().ordinal()] == null, where + ": another column feeds that field already");
        require(
                rule.converter().type() == rule.field().type(),
                where + ": the converter " + rule.converter().name() + " yields "
                        + rule.converter().type().getSimpleName() + ", the field holds "
                        + rule.field().type().getSimpleName());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public int expectedColumns() {
        return expectedColumns;
    }

    public List<ColumnRule> rules() {
        return rules;
    }

    /** The source's name of the column that feeds a field, or the field's own name where none does. */
    public String columnName(Field field) {
        ColumnRule rule = byField[field.ordinal()];
        return rule == null ? field.wire() : rule.columnName();
    }

    /**
     * Reads a row. Of a row of another width, or with a flaw, only the ISBN is looked for, wherever it stands: nobody knows which of its columns is which, but what the stores hold under its key must stay.
     *
     * @param row is not kept: the result stays valid when a cursor moves on
     */
    public MappedRow map(SourceRow row) {
        int columns = row.columns();
        String flaw = flaw(row);
        @Nullable String[] texts = new String[FIELDS.length];
        Reading<?>[] readings = new Reading<?>[FIELDS.length];
        if (flaw != null || columns != expectedColumns) {
            Arrays.fill(readings, Reading.absent());
            findKey(row, texts, readings);
            return new MappedRow(this, columns, flaw, texts, readings);
        }
        for (int i = 0; i < FIELDS.length; i++) {
            ColumnRule rule = byField[i];
            readings[i] = rule == null ? Reading.absent() : read(row, rule, texts, i);
        }
        return new MappedRow(this, columns, null, texts, readings);
    }

    /** What is wrong with a row as a whole, as the row itself or the column of flaws says; null for a row whose columns can be told apart. */
    public @Nullable String flaw(SourceRow row) {
        String flaw = row.flaw();
        return flaw == null && flawColumn >= 0 && row.columns() == expectedColumns ? row.text(flawColumn) : flaw;
    }

    private void findKey(SourceRow row, @Nullable String[] texts, Reading<?>[] readings) {
        ColumnRule key = Objects.requireNonNull(byField[Field.ISBN.ordinal()]);
        int isbn = Field.ISBN.ordinal();
        for (int column = 0; column < row.columns(); column++) {
            String text = row.text(column);
            if (column == key.column()) {
                texts[isbn] = text;
            }
            if (text != null && key.converter().read(text) instanceof Reading.Value<?> found) {
                texts[isbn] = text;
                readings[isbn] = found;
                return;
            }
        }
    }

    private static Reading<?> read(SourceRow row, ColumnRule rule, @Nullable String[] texts, int field) {
        String text = row.text(rule.column());
        texts[field] = text;
        if (text == null) {
            return Reading.absent();
        }
        return row.unmappable(rule.column()) ? UNMAPPABLE : rule.converter().read(text);
    }
}
