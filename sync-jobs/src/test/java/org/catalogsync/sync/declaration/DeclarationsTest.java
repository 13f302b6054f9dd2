package org.catalogsync.sync.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.sync.delimited.Dialect;
import org.catalogsync.sync.fixed.FixedWidth;
import org.catalogsync.sync.record.SourceCharset;
import org.catalogsync.sync.xml.XmlRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {
    private static final String WHOLE = """
            name: shelf
            files: "shelf-*.txt"
            charset: Shift_JIS
            delimiter: "|"
            quote: "'"
            header: no
            null-text: "-"
            max-record-bytes: 4096
            zone: Asia/Tokyo
            watermark: 2025-03-01T21:00:00
            expected-rows: 12
            columns: [CODE, NAME, COUNT, PLACE, NOTE]
            mapping:
              CODE: {field: isbn, converter: isbn}
              NAME: {field: title, converter: text}
              COUNT: {field: quantity, converter: count}
              PLACE: {field: warehouse, converter: warehouse}
            """;

    private static List<String> mistakes(String text) {
        InvalidDeclaration invalid =
                catchThrowableOfType(InvalidDeclaration.class, () -> Declarations.parse("source.yaml", text));
        return invalid.mistakes().stream().map(Mistake::toString).toList();
    }

    @Test
    void readsEveryKey() {
        Declaration declaration = Declarations.parse("source.yaml", WHOLE);

        assertThat(declaration.name()).isEqualTo("shelf");
        assertThat(declaration.files().matches("shelf-1.txt")).isTrue();
        assertThat(declaration.counter()).isEqualTo(Declaration.Counter.NONE);
        assertThat(declaration.format().charset()).isEqualTo(SourceCharset.WINDOWS_31J);
        assertThat(((Dialect) declaration.format()).delimiter()).isEqualTo((byte) '|');
        assertThat(((Dialect) declaration.format()).quote()).isEqualTo((byte) '\'');
        assertThat(declaration.format().nullText()).isEqualTo("-");
        assertThat(declaration.format().maxRecordBytes()).isEqualTo(4096);
        assertThat(declaration.header()).isFalse();
        assertThat(declaration.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(declaration.watermark()).isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
        assertThat(declaration.expectedRows()).isEqualTo(12);
        assertThat(declaration.columns()).containsExactly("CODE", "NAME", "COUNT", "PLACE", "NOTE");
        assertThat(declaration.mapping().expectedColumns()).isEqualTo(5);
        assertThat(declaration.mapping().columnName(Field.QUANTITY)).isEqualTo("COUNT");
        assertThat(declaration.text()).isEqualTo(WHOLE);
    }

    @Test
    void comesWithDeclarationsOfBothExports() {
        Declaration fullLoad = Declarations.bundled("dms-full-load");
        Declaration dump = Declarations.bundled("erp-dump");

        assertThat(fullLoad.columns()).hasSize(12).isEqualTo(dump.columns());
        assertThat(fullLoad.header()).isFalse();
        assertThat(fullLoad.counter()).isEqualTo(Declaration.Counter.HEXADECIMAL);
        assertThat(fullLoad.format().charset()).isEqualTo(SourceCharset.UTF_8);
        assertThat(fullLoad.format().nullText()).isEqualTo("NULL");
        assertThat(dump.header()).isTrue();
        assertThat(dump.format().charset()).isEqualTo(SourceCharset.WINDOWS_31J);
        assertThat(dump.format().nullText()).isEmpty();
        assertThat(Declarations.bundled()).allSatisfy(declaration -> {
            assertThat(declaration.watermark()).isNull();
            assertThat(declaration.mapping().rules()).hasSize(12);
            assertThat(declaration.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            name: shelf                     => nam: shelf                       => source.yaml:1: unknown key 'nam'
            zone: Asia/Tokyo                => zone: Asia/Tokio                 => source.yaml:9: unknown zone
            charset: Shift_JIS              => charset: EUC-JP                  => source.yaml:3: unknown charset
            delimiter: "|"                  => delimiter: "::"                  => source.yaml:4: not a delimiter
            quote: "'"                      => quote: "|"                       => source.yaml:5: not a quote
            delimiter: "|"                  => delimiter: "'"                   => source.yaml:4: delimiter and quote are the same
            header: no                      => header: maybe                    => source.yaml:6: 'header' is unclear
            max-record-bytes: 4096          => max-record-bytes: 0              => source.yaml:8: 'max-record-bytes' is no size
            watermark: 2025-03-01T21:00:00  => watermark: yesterday             => source.yaml:10: not a moment
            expected-rows: 12               => expected-rows: -1                => source.yaml:11: 'expected-rows' is no count
            files: "shelf-*.txt"            => files: "shelf-[.txt"             => source.yaml:2: a bad file pattern
            PLACE, NOTE]                    => PLACE, CODE]                     => source.yaml:12: the column 'CODE' stands twice
            zone: Asia/Tokyo                => zone: [Asia, Tokyo]              => source.yaml:9: not a plain value
            converter: count                => converter: number                => source.yaml:16: unknown converter
            field: quantity                 => field: stock                     => source.yaml:16: unknown field
            converter: count                => converter: date                  => source.yaml:16: the converter 'date' does not fit the field 'quantity'
            field: quantity                 => field: title                     => source.yaml:16: two columns feed the field 'title'
            COUNT: {field                   => COUNTS: {field                   => source.yaml:16: the column 'COUNTS' is not declared
            converter: count}               => converter: count, width: 3}      => source.yaml:16: unknown key 'width'
            columns: [CODE,                 => columns: [CODES,                 => source.yaml:14: the column 'CODE' is not declared
            """)
    void namesFileAndLineOfEachMistake(String right, String wrong, String expected) {
        assertThat(WHOLE).contains(right);

        assertThat(mistakes(WHOLE.replace(right, wrong)))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(expected).contains("; expected ", ", found "));
    }

    private static final String FIXED = """
            name: mainframe
            files: "*.dat"
            format: fixed
            charset: windows-31j
            null-text: ""
            record-end: newline
            count-record: {mark: "T", from: 2, bytes: 8}
            zone: Asia/Tokyo
            columns: [CODE, NAME, COUNT, PLACE]
            widths: [13, 40, 6, 4]
            mapping:
              CODE: {field: isbn, converter: isbn}
              NAME: {field: title, converter: text}
              COUNT: {field: quantity, converter: count}
              PLACE: {field: warehouse, converter: warehouse}
            """;

    @Test
    void readsOtherFormats() {
        assertThat(Declarations.parse("source.yaml", FIXED).format())
                .isEqualTo(new FixedWidth(
                        SourceCharset.WINDOWS_31J,
                        List.of(13, 40, 6, 4),
                        true,
                        "",
                        Dialect.DEFAULT_MAX_RECORD_BYTES,
                        new FixedWidth.CountRecord("T", 2, 8)));
        String xml = FIXED.replace("format: fixed", "format: xml")
                .replace("record-end: newline", "record: Product")
                .replace("count-record: {mark: \"T\", from: 2, bytes: 8}\n", "")
                .replace("widths: [13, 40, 6, 4]\n", "");
        assertThat(Declarations.parse("source.yaml", xml).format())
                .isEqualTo(new XmlRecords(
                        SourceCharset.WINDOWS_31J,
                        "Product",
                        List.of("CODE", "NAME", "COUNT", "PLACE"),
                        "",
                        Dialect.DEFAULT_MAX_RECORD_BYTES));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            format: fixed        => format: cobol              => source.yaml:3: unknown format
            record-end: newline  => record-end: crlf           => source.yaml:6: 'record-end' is unclear
            from: 2              => from: 0                    => source.yaml:7: not a place
            [13, 40, 6, 4]       => [13, 40, 6]                => source.yaml:10: there are not as many widths as columns
            [13, 40, 6, 4]       => [13, 40, x, 4]             => source.yaml:10: not a width
            record-end: newline  => header: yes                => source.yaml:6: the key 'header' is of another format
            format: fixed        => format: xml                => source.yaml:6: the key 'record-end' is of another format
            format: fixed        => format: xml                => source.yaml:1: the key 'record' is missing
            """)
    void namesEachMistakeOfAnotherFormat(String right, String wrong, String expected) {
        assertThat(FIXED).contains(right);

        assertThat(mistakes(FIXED.replace(right, wrong)))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(expected));
    }

    @Test
    void namesMissingKeysAndUnmappedRequiredFields() {
        String text = WHOLE.replace("zone: Asia/Tokyo\n", "")
                .replace("null-text: \"-\"\n", "")
                .replace("  PLACE: {field: warehouse, converter: warehouse}\n", "");

        assertThat(mistakes(text))
                .hasSize(3)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("source.yaml:1: the key 'zone' is missing"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("source.yaml:1: the key 'null-text' is missing"))
                .anySatisfy(mistake -> assertThat(mistake)
                        .startsWith("source.yaml:12: no column feeds the required field 'warehouse'"));
    }

    @Test
    void reportsAllMistakesTogetherInTheOrderOfTheFile() {
        String text = WHOLE.replace("Asia/Tokyo", "Nowhere")
                .replace("Shift_JIS", "EBCDIC")
                .replace("converter: isbn", "converter: isbm")
                .replace("2025-03-01T21:00:00", "soon");

        assertThat(mistakes(text))
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(": ")))
                .containsExactly("source.yaml:3", "source.yaml:9", "source.yaml:10", "source.yaml:14");
    }

    @Test
    void namesTheLineOfBrokenYaml() {
        assertThat(mistakes("name: a\nfiles: [b\nzone: c\n"))
                .singleElement()
                .asString()
                .startsWith("source.yaml:3: not YAML");
        assertThat(mistakes("name: a\nname: b\n"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("source.yaml:2: the key 'name' stands twice"));
    }

    @Test
    void refusesWhatIsNoDeclaration() {
        assertThat(mistakes("")).singleElement().asString().startsWith("source.yaml:1: not a declaration");
        assertThat(mistakes("- a\n")).singleElement().asString().contains("found a list");
    }

    @Test
    void refusesAliasesThatWouldExplode() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";

        assertThat(mistakes(bomb)).singleElement().asString().startsWith("source.yaml:1: not YAML");
    }

    @Test
    void refusesTagsThatNameClasses() {
        assertThat(mistakes("name: a\nfiles: !!javax.script.ScriptEngineManager [x]\n"))
                .singleElement()
                .asString()
                .startsWith("source.yaml:2: not YAML");
    }
}
