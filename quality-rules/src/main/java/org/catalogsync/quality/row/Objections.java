package org.catalogsync.quality.row;

import static org.catalogsync.model.mapping.Reading.Problem.CHECK_DIGIT;
import static org.catalogsync.model.mapping.Reading.Problem.UNMAPPABLE_BYTES;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.MappedRow;
import org.catalogsync.model.mapping.Reading;

/** Every rule that a row breaks, in the order of the rules. */
final class Objections {
    private static final List<Field> REQUIRED = List.of(Field.ISBN, Field.TITLE, Field.QUANTITY, Field.WAREHOUSE);

    private final MappedRow row;
    private final List<Violation> violations = new ArrayList<>(2);

    Objections(MappedRow row) {
        this.row = row;
    }

    List<Violation> all() {
        String flaw = row.flaw();
        if (flaw != null) {
            return flaw.lines()
                    .map(reason -> new Violation(RowRule.ROW_UNREADABLE, null, "", Excerpt.of(reason), "a whole row"))
                    .toList();
        }
        if (!row.hasExpectedColumns()) {
            String expected = row.mapping().expectedColumns() + " columns";
            return List.of(new Violation(RowRule.COLUMN_COUNT, null, "", row.columns() + " columns", expected));
        }
        REQUIRED.forEach(this::bytes);
        isbn();
        title();
        quantity();
        warehouse();
        return List.copyOf(violations);
    }

    private void bytes(Field field) {
        if (row.of(field) instanceof Reading.Unreadable<?> unreadable && unreadable.problem() == UNMAPPABLE_BYTES) {
            object(RowRule.UNMAPPABLE_BYTES, field, unreadable.expected());
        }
    }

    private void isbn() {
        if (row.isbn() instanceof Reading.Absent<?>) {
            object(RowRule.ISBN_FORMAT, Field.ISBN, "an ISBN");
        }
        if (row.isbn() instanceof Reading.Unreadable<?> unreadable && unreadable.problem() != UNMAPPABLE_BYTES) {
            boolean digit = unreadable.problem() == CHECK_DIGIT;
            object(digit ? RowRule.ISBN_CHECK_DIGIT : RowRule.ISBN_FORMAT, Field.ISBN, unreadable.expected());
        }
    }

    private void title() {
        if (row.title() instanceof Reading.Absent<?>) {
            object(RowRule.TITLE_MISSING, Field.TITLE, "a title");
        }
        String title = row.title().orNull();
        if (title != null && RowRules.isTooLong(title)) {
            object(RowRule.TITLE_TOO_LONG, Field.TITLE, "at most " + RowRules.TITLE_MAX + " characters");
        }
    }

    private void quantity() {
        if (row.quantity() instanceof Reading.Absent<?>) {
            object(RowRule.QUANTITY_MISSING, Field.QUANTITY, "a quantity");
        }
        if (row.quantity() instanceof Reading.Unreadable<?> unreadable && unreadable.problem() != UNMAPPABLE_BYTES) {
            object(RowRule.QUANTITY_NOT_A_NUMBER, Field.QUANTITY, unreadable.expected());
        }
        Integer quantity = row.quantity().orNull();
        if (quantity != null && quantity < 0) {
            object(RowRule.QUANTITY_NEGATIVE, Field.QUANTITY, "0 or more");
        }
    }

    private void warehouse() {
        if (row.warehouse() instanceof Reading.Absent<?>) {
            object(RowRule.WAREHOUSE_MISSING, Field.WAREHOUSE, "a warehouse code");
        }
    }

    private void object(RowRule rule, Field field, String expected) {
        violations.add(
                new Violation(rule, field, row.mapping().columnName(field), Excerpt.of(row.text(field)), expected));
    }
}
