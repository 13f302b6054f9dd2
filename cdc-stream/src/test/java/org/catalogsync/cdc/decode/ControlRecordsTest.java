package org.catalogsync.cdc.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.decode.Fixtures.json;
import static org.catalogsync.cdc.decode.Fixtures.only;
import static org.catalogsync.cdc.decode.Fixtures.poison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.decode.Decoded.Noted;
import org.catalogsync.cdc.decode.Decoded.SchemaBroken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRecordsTest {
    private final DmsDecoder decoder = Fixtures.decoder();

    @ParameterizedTest
    @ValueSource(strings = {"drop-table", "create-table", "rename-table", "add-column"})
    void operationsWithoutDetailsAreNoted(String operation) {
        assertThat(decode(operation, Map.of())).isEqualTo(new Noted(operation, "ERP.PRODUCTS"));
    }

    @Test
    void restartOfATaskIsTwoNotes() {
        assertThat(decode("drop-table", Map.of())).isInstanceOf(Noted.class);
        assertThat(decode("create-table", definition(columns()))).isInstanceOf(Noted.class);
    }

    @Test
    void droppedTableIsNotedWhateverItSays() {
        assertThat(decode("drop-table", definition(List.of("QTY")))).isInstanceOf(Noted.class);
    }

    @Test
    void newColumnIsNotedAlsoWhereTheWholeTableIsDescribed() {
        assertThat(decode("add-column", definition(with("SHELF")))).isInstanceOf(Noted.class);
        assertThat(decode("add-column", definition(List.of("SHELF")))).isInstanceOf(Noted.class);
        assertThat(decode("change-columns", definition(with("SHELF")))).isInstanceOf(Noted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-table", "add-column", "change-columns", "drop-column", "rename-column"})
    void tableWithoutAMappedColumnBreaksTheSchema(String operation) {
        assertThat(decode(operation, definition(without("QTY")))).isInstanceOfSatisfying(SchemaBroken.class, broken -> {
            assertThat(broken.what()).isEqualTo(operation);
            assertThat(broken.detail()).contains("no column QTY");
        });
    }

    @Test
    void tableWithoutItsKeyBreaksTheSchema() {
        assertThat(decode("create-table", definition(without("ISBN")))).isInstanceOf(SchemaBroken.class);
        assertThat(decode("rename-column", definition(without("ISBN")))).isInstanceOf(SchemaBroken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"change-columns", "drop-column", "rename-column", "column-type-change"})
    void changeOfAMappedColumnBreaksTheSchema(String operation) {
        assertThat(decode(operation, definition(List.of("qty")))).isInstanceOf(SchemaBroken.class);
        assertThat(decode(operation, Map.of("column", Map.of("from", "QTY", "to", "QUANTITY"))))
                .isInstanceOf(SchemaBroken.class);
        assertThat(decode(operation, Map.of("columns", List.of("NOTE", "TITLE"))))
                .isInstanceOf(SchemaBroken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"change-columns", "drop-column", "rename-column", "column-type-change"})
    void changeOfAnotherColumnIsNoted(String operation) {
        Map<String, Object> control = definition(List.of("NOTE"));

        assertThat(decode(operation, control)).isInstanceOf(Noted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"change-columns", "drop-column", "rename-column", "column-type-change"})
    void changeOfAColumnThatIsNotNamedMayBeOfAnyColumn(String operation) {
        assertThat(decode(operation, Map.of())).isInstanceOf(SchemaBroken.class);
        assertThat(decode(operation, definition(List.of()))).isInstanceOf(SchemaBroken.class);
    }

    @Test
    void droppedColumnThatNothingReadsIsNotedWhereTheWholeTableIsDescribed() {
        assertThat(decode("drop-column", definition(columns()))).isInstanceOf(Noted.class);
    }

    @Test
    void unknownOperationIsPoison() {
        Map<String, Object> record = record("truncate-table", Map.of());

        assertThat(poison(decoder.decode(json(record))).code()).isEqualTo("unknown_operation");
    }

    @Test
    void recordWithoutATypeIsAControlRecordWhereItHasAControlPart() {
        Map<String, Object> record = record("drop-table", Map.of());
        record.put("metadata", Map.of("operation", "drop-table", "table-name", "PRODUCTS"));

        assertThat(only(decoder.decode(json(record)))).isEqualTo(new Noted("drop-table", "PRODUCTS"));
    }

    private Decoded decode(String operation, Map<String, ?> control) {
        return only(decoder.decode(json(record(operation, control))));
    }

    private static Map<String, Object> record(String operation, Map<String, ?> control) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("control", control);
        record.put("metadata", Fixtures.metadata(operation, "record-type", "control"));
        return record;
    }

    /** The shape of a captured {@code create-table}. */
    private static Map<String, Object> definition(List<String> columns) {
        Map<String, Object> types = new LinkedHashMap<>();
        columns.forEach(name -> types.put(name, Map.of("type", "STRING", "nullable", true)));
        return Map.of("table-def", Map.of("columns", types, "primary-key", List.of("ISBN")));
    }

    private static List<String> columns() {
        return List.copyOf(Fixtures.declaration().keySet());
    }

    private static List<String> with(String more) {
        List<String> columns = new ArrayList<>(columns());
        columns.add(more);
        return columns;
    }

    private static List<String> without(String less) {
        List<String> columns = new ArrayList<>(columns());
        columns.remove(less);
        return columns;
    }
}
