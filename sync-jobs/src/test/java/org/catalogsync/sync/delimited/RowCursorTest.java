package org.catalogsync.sync.delimited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.record.SourceCharset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCursorTest {
    private static final Dialect DMS = new Dialect((byte) ',', (byte) '"', SourceCharset.UTF_8, "NULL", 1 << 20);
    private static final Dialect DUMP = new Dialect((byte) ',', (byte) '"', SourceCharset.WINDOWS_31J, "", 1 << 20);
    private static final Dialect PIPES = new Dialect((byte) '|', (byte) '"', SourceCharset.WINDOWS_31J, "", 1 << 20);

    private static RecordCursor cursor(Dialect dialect, String text) {
        return cursor(dialect, text.getBytes(dialect.charset().charset()));
    }

    private static RecordCursor cursor(Dialect dialect, byte[] bytes) {
        return new RecordBlock(dialect, bytes, 0, 1, 1).rows();
    }

    private static List<@Nullable String> texts(RecordCursor row) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int column = 0; column < row.columns(); column++) {
            texts.add(row.text(column));
        }
        return texts;
    }

    private static List<List<@Nullable String>> rows(Dialect dialect, String text) {
        RecordCursor cursor = cursor(dialect, text);
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (cursor.next()) {
            rows.add(texts(cursor));
        }
        return rows;
    }

    private static List<@Nullable String> row(@Nullable String... texts) {
        return Arrays.asList(texts);
    }

    @Test
    void endsRecordsAtLineFeedOrBothAndAtTheEndOfTheFile() {
        assertThat(rows(DMS, "a,b\nc,d\r\ne,f")).containsExactly(row("a", "b"), row("c", "d"), row("e", "f"));
        assertThat(rows(DMS, "a,b\r")).containsExactly(row("a", "b"));
        assertThat(rows(DMS, "a,")).containsExactly(row("a", ""));
    }

    @Test
    void keepsALoneCarriageReturnAsText() {
        assertThat(rows(DMS, "a\rb,c\n")).containsExactly(row("a\rb", "c"));
    }

    @Test
    void keepsLineEndsInsideQuotes() {
        assertThat(rows(DMS, "\"a\nb\",c\n\"d\r\ne\",f\n")).containsExactly(row("a\nb", "c"), row("d\r\ne", "f"));
    }

    @Test
    void readsDoubledQuotesAsOne() {
        assertThat(rows(DMS, "\"say \"\"hi\"\"\",\"\"\"\"\n")).containsExactly(row("say \"hi\"", "\""));
    }

    @Test
    void readsAQuoteInsideAPlainFieldAsText() {
        assertThat(rows(DMS, "6\" disc,b\n")).containsExactly(row("6\" disc", "b"));
    }

    @Test
    void keepsWhatFollowsAClosingQuoteAsItStands() {
        assertThat(rows(DMS, "\"a,b\"c\"d,e\n\"x\" \r\n")).containsExactly(row("a,bc\"d", "e"), row("x "));
    }

    @Test
    void readsOnlyTheUnquotedSentinelAsNull() {
        assertThat(rows(DMS, "NULL,\"NULL\",null,,\"\"\n")).containsExactly(row(null, "NULL", "null", "", ""));
    }

    @Test
    void readsAnEmptyFieldAsNullQuotedOrNotWhereNullIsEmpty() {
        assertThat(rows(DUMP, ",\"\",NULL, \r\n")).containsExactly(row(null, null, "NULL", " "));
    }

    @Test
    void passesOverBlankLinesAndCountsThem() {
        RecordCursor cursor = cursor(DMS, "\na,b\n\r\n\nc,d\n\n");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.line()).isEqualTo(2);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.line()).isEqualTo(5);
        assertThat(cursor.row()).isEqualTo(2);
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.blankLines()).isEqualTo(4);
    }

    @Test
    void knowsLineOffsetAndRawBytesOfEachRow() {
        byte[] bytes = "a,\"x\ny\"\r\nb,c\n".getBytes(StandardCharsets.UTF_8);
        RecordCursor cursor = new RecordBlock(DMS, bytes, 100, 7, 3).rows();

        assertThat(cursor.next()).isTrue();
        assertThat(List.of(cursor.line(), cursor.offset(), cursor.row())).containsExactly(7L, 100L, 3L);
        assertThat(cursor.rawBytes()).asString(StandardCharsets.UTF_8).isEqualTo("a,\"x\ny\"");
        assertThat(cursor.next()).isTrue();
        assertThat(List.of(cursor.line(), cursor.offset(), cursor.row())).containsExactly(9L, 109L, 4L);
        assertThat(cursor.rawBytes()).asString(StandardCharsets.UTF_8).isEqualTo("b,c");
    }

    @Test
    void findsDelimitersThatCouldBeHalfOfACharacter() {
        // the second byte of ポ is the bar's, that of 表 and ソ the backslash's
        assertThat(rows(PIPES, "ポ|表ソ|\"ポ|ポ\"ポ|b\n")).containsExactly(row("ポ", "表ソ", "ポ|ポポ", "b"));
    }

    @Test
    void findsTheDelimiterBehindHalfACharacter() {
        byte[] bytes = {(byte) 0x83, ',', 'b', '\n'};
        RecordCursor cursor = cursor(DUMP, bytes);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.columns()).isEqualTo(2);
        assertThat(cursor.unmappable(0)).isTrue();
        assertThat(cursor.unmappable(1)).isFalse();
        assertThat(cursor.text(0)).isEqualTo("<83>");
        assertThat(cursor.text(1)).isEqualTo("b");
    }

    @Test
    void takesTwoBytesOfTheShapeOfACharacterForOneEvenWhereNoneExists() {
        byte[] bytes = {(byte) 0x85, '|', '|', 'b', '\n'};
        RecordCursor cursor = cursor(PIPES, bytes);

        assertThat(cursor.next()).isTrue();
        assertThat(texts(cursor)).containsExactly("<857C>", "b");
    }

    @Test
    void tellsUnmappableColumnsInAnyOrderOfAsking() {
        byte[] bytes = {(byte) 0xE3, (byte) 0x81, ',', 'o', 'k', '\n'};
        RecordCursor cursor = cursor(DMS, bytes);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.unmappable(1)).isFalse();
        assertThat(cursor.unmappable(0)).isTrue();
        assertThat(cursor.text(1)).isEqualTo("ok");
        assertThat(cursor.unmappable(0)).isTrue();
    }

    @Test
    void doesNotTakeAShortTextForAnotherThatEndsInNul() {
        assertThat(rows(DMS, "A,A\0,A\n")).containsExactly(row("A", "A\0", "A"));
    }

    @Test
    void waitsForTheRestOfARecordThatIsNotWhole() {
        byte[] bytes = "a,b\n\"c\"\"d\",e\r\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < bytes.length; cut++) {
            RecordCursor cursor = new RowCursor(DMS);
            cursor.read(bytes, 0, cut, false);
            cursor.standAt(0, 1, 1);
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (cursor.next()) {
                rows.add(texts(cursor));
            }
            byte[] rest = Arrays.copyOfRange(bytes, cursor.position(), bytes.length);
            cursor.read(rest, 0, rest.length, true);
            while (cursor.next()) {
                rows.add(texts(cursor));
                assertThat(cursor.offset()).isEqualTo(rows.size() == 1 ? 0 : 4);
                assertThat(cursor.line()).isEqualTo(rows.size());
            }
            assertThat(rows).as("cut at %d", cut).containsExactly(row("a", "b"), row("c\"d", "e"));
        }
    }

    @Test
    void tellsTheLineOfAQuoteThatStaysOpen() {
        RecordCursor cursor = cursor(DMS, "a,b\n\"x\ny\",\"z\n\n");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.unended()).contains("opens on line 3");
    }

    @Test
    void refusesAColumnThatTheRowDoesNotHave() {
        RecordCursor cursor = cursor(DMS, "a,b,c\nd\n");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThatThrownBy(() -> cursor.text(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
