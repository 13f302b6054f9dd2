package org.catalogsync.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldMappingTest {
    private static final List<ColumnRule> RULES = List.of(
            rule(1, Field.ISBN, "isbn"),
            rule(2, Field.TITLE, "text"),
            rule(3, Field.QUANTITY, "count"),
            rule(4, Field.WAREHOUSE, "warehouse"),
            rule(5, Field.AUTHOR, "text"));
    private static final FieldMapping MAPPING = FieldMapping.of(6, RULES);

    /** A cursor that a test moves by hand. */
    private static final class Cursor implements SourceRow {
        private @Nullable String[] cells;
        private final int bad;

        Cursor(int bad, @Nullable String... cells) {
            this.bad = bad;
            this.cells = cells;
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
            return column == bad;
        }
    }

    @Test
    void readsEachFieldFromItsColumn() {
        MappedRow row = MAPPING.map(new Cursor(-1, "ignored", "4088827511", " 題　名 ", "1,200", "TK01", null));

        assertThat(row.isbn().orNull()).isEqualTo(new Isbn("9784088827513"));
        assertThat(row.title().orNull()).isEqualTo("題 名");
        assertThat(row.quantity().orNull()).isEqualTo(1200);
        assertThat(row.warehouse().orNull()).isEqualTo("TK01");
        assertThat(row.author()).isEqualTo(Reading.absent());
        assertThat(row.genre()).isEqualTo(Reading.absent());
        assertThat(row.text(Field.ISBN)).isEqualTo("4088827511");
        assertThat(row.text(Field.GENRE)).isNull();
    }

    @Test
    void staysValidWhenTheCursorMovesOn() {
        Cursor cursor = new Cursor(-1, "", "9784088827513", "一", "1", "TK01", null);
        MappedRow first = MAPPING.map(cursor);

        cursor.cells = new String[] {"", "9784071000015", "二", "2", "OS02", null};

        assertThat(first.title().orNull()).isEqualTo("一");
        assertThat(first.text(Field.ISBN)).isEqualTo("9784088827513");
    }

    @Test
    void bytesThatDoNotDecodeMakeTheFieldUnreadable() {
        MappedRow row = MAPPING.map(new Cursor(2, "", "9784088827513", "<81AD>", "1", "TK01", null));

        assertThat(row.title())
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        title -> assertThat(title.problem()).isEqualTo(Reading.Problem.UNMAPPABLE_BYTES));
        assertThat(row.text(Field.TITLE)).isEqualTo("<81AD>");
    }

    @Test
    void onlyTheKeyIsLookedForInARowOfAnotherWidth() {
        MappedRow row = MAPPING.map(new Cursor(-1, "1", "題名", "978-4-08-882751-3", "TK01"));

        assertThat(row.hasExpectedColumns()).isFalse();
        assertThat(row.columns()).isEqualTo(4);
        assertThat(row.isbn().orNull()).isEqualTo(new Isbn("9784088827513"));
        assertThat(row.text(Field.ISBN)).isEqualTo("978-4-08-882751-3");
        assertThat(row.title()).isEqualTo(Reading.absent());
    }

    @Test
    void rowOfAnotherWidthMayHaveNoKeyAtAll() {
        assertThat(MAPPING.map(new Cursor(-1, "")).text(Field.ISBN)).isNull();
        assertThat(MAPPING.map(new Cursor(-1, "", "97840")).text(Field.ISBN)).isEqualTo("97840");
        assertThat(MAPPING.map(new Cursor(-1)).isbn()).isEqualTo(Reading.absent());
    }

    @Test
    void refusesAMappingWithoutARequiredField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldMapping.of(6, RULES.subList(0, 3)))
                .withMessage("no column feeds the field warehouse");
    }

    @Test
    void refusesTwoColumnsForOneField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldMapping.of(6, with(rule(0, Field.ISBN, "isbn"))))
                .withMessageContaining("COLUMN_0")
                .withMessageContaining("another column feeds that field already");
    }

    @Test
    void refusesAColumnThatTheRowsDoNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldMapping.of(6, with(rule(6, Field.GENRE, "text"))))
                .withMessageContaining("COLUMN_6")
                .withMessageContaining("not among the 6 columns");
    }

    @Test
    void refusesAConverterOfAnotherType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldMapping.of(6, with(rule(0, Field.PRICE_JPY, "text"))))
                .withMessageContaining("the converter text yields String, the field holds Integer");
    }

    @Test
    void knowsTheSourcesNamesOfColumns() {
        assertThat(MAPPING.columnName(Field.TITLE)).isEqualTo("COLUMN_2");
        assertThat(MAPPING.columnName(Field.GENRE)).isEqualTo("genre");
        assertThat(MAPPING.rules()).isEqualTo(RULES);
        assertThat(MAPPING.expectedColumns()).isEqualTo(6);
    }

    @Test
    void fieldsAreFoundByTheirWireNames() {
        for (Field field : Field.values()) {
            assertThat(Field.named(field.wire())).isEqualTo(field);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Field.named("qty"))
                .withMessageContaining("no field is named 'qty'")
                .withMessageContaining("quantity");
    }

    private static List<ColumnRule> with(ColumnRule more) {
        List<ColumnRule> rules = new ArrayList<>(RULES);
        rules.add(more);
        return rules;
    }

    private static ColumnRule rule(int column, Field field, String converter) {
        return new ColumnRule(column, "COLUMN_" + column, field, Converters.named(converter, ZoneId.of("Asia/Tokyo")));
    }
}
