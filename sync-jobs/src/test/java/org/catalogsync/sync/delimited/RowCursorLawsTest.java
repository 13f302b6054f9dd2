package org.catalogsync.sync.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.record.SourceCharset;
import org.jspecify.annotations.Nullable;

class RowCursorLawsTest {

    /** A text of records and the dialect that it is written in. */
    record Sheet(Dialect dialect, String text) {
        byte[] bytes() {
            return text.getBytes(dialect.charset().charset());
        }
    }

    /** Everything that can be asked of a row. */
    record Row(long line, long offset, long number, List<@Nullable String> texts, String raw) {
        static Row of(RecordCursor cursor) {
            List<@Nullable String> texts = new ArrayList<>();
            for (int column = 0; column < cursor.columns(); column++) {
                texts.add(cursor.text(column));
            }
            return new Row(cursor.line(), cursor.offset(), cursor.row(), texts, Arrays.toString(cursor.rawBytes()));
        }
    }

    @Provide
    Arbitrary<Sheet> sheets() {
        Arbitrary<Character> delimiters = Arbitraries.of(',', '\t', ';', '|', '\\');
        Arbitrary<SourceCharset> charsets = Arbitraries.of(SourceCharset.values());
        return Combinators.combine(delimiters, charsets).flatAs((delimiter, charset) -> {
            Dialect dialect = new Dialect((byte) delimiter.charValue(), (byte) '"', charset, "\\N", 1 << 20);
            return records(delimiter).list().ofMaxSize(12).map(records -> new Sheet(dialect, String.join("", records)));
        });
    }

    /** At least two fields, since a record of one empty field is a blank line. No CR alone: FastCSV 4.1.0 loses the record's end after one inside quotes. */
    private static Arbitrary<String> records(char delimiter) {
        Arbitrary<String> texts = Arbitraries.of("ab1 ,;|\t\\\"\n漢表ソポﾎﾟ～".split(""))
                .list()
                .ofMaxSize(12)
                .map(characters -> String.join("", characters).replace("a\n", "a\r\n"));
        Arbitrary<String> fields = Combinators.combine(texts, Arbitraries.of(true, false))
                .as((text, quoted) -> quoted || mustBeQuoted(text, delimiter) ? quoted(text) : text);
        Arbitrary<List<String>> rows = fields.list().ofMinSize(2).ofMaxSize(6);
        return Combinators.combine(rows, Arbitraries.of("\n", "\r\n"))
                .as((row, lineEnd) -> String.join(String.valueOf(delimiter), row) + lineEnd);
    }

    private static boolean mustBeQuoted(String text, char delimiter) {
        return text.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static List<Row> rows(Sheet sheet) {
        RecordCursor cursor = new RecordBlock(sheet.dialect(), sheet.bytes(), 0, 1, 1).rows();
        List<Row> rows = new ArrayList<>();
        while (cursor.next()) {
            rows.add(Row.of(cursor));
        }
        return rows;
    }

    @Property(tries = 3_000)
    void readsWhatFastCsvReads(@ForAll("sheets") Sheet sheet) throws IOException {
        List<List<String>> expected = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator((char) sheet.dialect().delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(sheet.text())) {
            reader.forEach(row -> expected.add(row.getFields()));
        }

        List<List<String>> found = rows(sheet).stream()
                .map(row -> row.texts().stream()
                        .map(text -> text == null ? "\\N" : text)
                        .toList())
                .toList();

        assertThat(found).isEqualTo(expected);
    }

    @Property(tries = 2_000)
    void readsTheSameRowsPieceByPiece(@ForAll("sheets") Sheet sheet, @ForAll @IntRange(min = 1, max = 40) int piece) {
        byte[] bytes = sheet.bytes();
        RecordCursor cursor = new RowCursor(sheet.dialect());
        cursor.standAt(0, 1, 1);
        List<Row> found = new ArrayList<>();

        int from = 0;
        for (int to = Math.min(piece, bytes.length); ; to = Math.min(to + piece, bytes.length)) {
            byte[] window = Arrays.copyOfRange(bytes, from, to);
            cursor.read(window, 0, window.length, to == bytes.length);
            while (cursor.next()) {
                found.add(Row.of(cursor));
            }
            from += cursor.position();
            if (to == bytes.length) {
                break;
            }
        }

        assertThat(found).isEqualTo(rows(sheet));
    }

    @Property(tries = 1_000)
    void tellsOffsetsThatHoldTheRawBytes(@ForAll("sheets") Sheet sheet) {
        byte[] bytes = sheet.bytes();
        RecordCursor cursor = new RecordBlock(sheet.dialect(), bytes, 0, 1, 1).rows();

        while (cursor.next()) {
            int offset = (int) cursor.offset();
            byte[] raw = cursor.rawBytes();
            assertThat(Arrays.copyOfRange(bytes, offset, offset + raw.length)).isEqualTo(raw);
            long lineFeedsBefore = new String(bytes, 0, offset, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(cursor.line()).isEqualTo(1 + lineFeedsBefore);
        }
    }
}
