package org.catalogsync.sync.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.source.UnusableInput.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTest {
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");
    private static final int QTY = 5;
    private static final int WAREHOUSE = 6;
    private static final int PRICE = 8;

    @TempDir
    Path directory;

    private static UnusableInput refused(Source source) {
        return catchThrowableOfType(UnusableInput.class, () -> new Inspector().inspect(source));
    }

    private static String rows(int count, UnaryOperator<List<String>> altered) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append(String.join(",", altered.apply(new ArrayList<>(Exports.cells(i)))))
                    .append("\n");
        }
        return text.toString();
    }

    private static List<String> swapped(List<String> cells, int one, int other) {
        Collections.swap(cells, one, other);
        return cells;
    }

    private static List<String> with(List<String> cells, int column, String text) {
        cells.set(column, text);
        return cells;
    }

    private Source fullLoad(int rows, UnaryOperator<List<String>> altered) {
        return Exports.fullLoad(directory, rows(rows, altered), UTF_8);
    }

    private Source dump(String header) {
        return Exports.dump(directory, header + "\r\n" + rows(20, cells -> cells), WINDOWS_31J);
    }

    @Test
    void isNotSeenInGoodFiles() {
        assertThatCode(() -> new Inspector().inspect(fullLoad(2_000, cells -> cells)))
                .doesNotThrowAnyException();
    }

    @Test
    void isSeenInAColumnThatMoved() {
        UnusableInput refusal = refused(fullLoad(100, cells -> swapped(cells, QTY, WAREHOUSE)));

        assertThat(refusal.code()).isEqualTo("schema_drift");
        assertThat(refusal.problems()).hasSize(2);
        assertThat(refusal.expected()).isEqualTo("column 6 (QTY) to hold count");
        assertThat(refusal.found()).isEqualTo("it holds what looks like WAREHOUSE_CD in 100 of 100 values");
        assertThat(refusal.problems().get(1).found()).startsWith("it holds what looks like QTY");
        assertThat(refusal.where()).endsWith("LOAD00000001.csv:1");
    }

    @Test
    void isSeenWhereQuantitiesAndPricesChangedPlacesThoughHalfOfThemLookAlike() {
        UnusableInput refusal = refused(fullLoad(100, cells -> swapped(cells, QTY, PRICE)));

        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.expected()).isEqualTo("column 6 (QTY) to hold count");
            assertThat(problem.found()).isEqualTo("it holds what looks like PRICE_JPY in 50 of 100 values");
        });
    }

    @Test
    void isSeenInARequiredColumnThatIsEmpty() {
        UnusableInput refusal = refused(fullLoad(100, cells -> with(cells, QTY, "NULL")));

        assertThat(refusal.found()).isEqualTo("it holds nothing in 100 of 100 rows");
    }

    @Test
    void isNotSeenInAFewOddRows() {
        assertThatCode(() -> new Inspector()
                        .inspect(fullLoad(
                                100,
                                cells -> cells.get(QTY).startsWith("1")
                                        ? with(cells, PRICE, "時価")
                                        : cells.get(QTY).endsWith("0") ? cells.subList(0, 7) : cells)))
                .doesNotThrowAnyException();
    }

    @Test
    void isJudgedOnTheFirstThousandRowsOfEachFile() {
        UnaryOperator<List<String>> late = cells ->
                Integer.parseInt(cells.getFirst().substring(6, 12)) > 1_000 ? swapped(cells, QTY, WAREHOUSE) : cells;

        assertThatCode(() -> new Inspector().inspect(fullLoad(5_000, late))).doesNotThrowAnyException();

        Exports.source(
                directory,
                "LOAD00000002.csv",
                rows(50, cells -> swapped(cells, 0, 1)).getBytes(UTF_8));
        assertThat(refused(Exports.open(directory)).where()).endsWith("LOAD00000002.csv:1");
    }

    @Test
    void isSeenInAnotherNumberOfColumns() {
        UnusableInput refusal = refused(fullLoad(40, cells -> {
            cells.add("more");
            return cells;
        }));

        assertThat(refusal.what()).isEqualTo("rows have another number of columns");
        assertThat(refusal.expected()).isEqualTo("12 columns");
        assertThat(refusal.found()).isEqualTo("13 columns in 40 of 40 rows");
    }

    @Test
    void isSeenInARenamedHeader() {
        UnusableInput refusal = refused(dump(Exports.HEADER.replace("QTY", "STOCK")));

        assertThat(refusal.code()).isEqualTo("schema_drift");
        assertThat(refusal.where()).endsWith("products.csv:1");
        assertThat(refusal.problems())
                .extracting(Problem::what, Problem::found)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("the header lacks the column QTY", "'STOCK'"),
                        org.assertj.core.groups.Tuple.tuple(
                                "the header has a column that is not declared", "'STOCK' as column 6"));
    }

    @Test
    void isSeenInHeadersThatChangedPlaces() {
        UnusableInput refusal = refused(dump(Exports.HEADER.replace("QTY,WAREHOUSE_CD", "WAREHOUSE_CD,QTY")));

        assertThat(refusal.problems()).hasSize(2);
        assertThat(refusal.what()).isEqualTo("the column QTY has moved");
        assertThat(refusal.expected()).isEqualTo("'QTY' as column 6");
        assertThat(refusal.found()).isEqualTo("it is column 7, and column 6 is 'WAREHOUSE_CD'");
    }

    @Test
    void isSeenInANewHeaderAtTheEnd() {
        assertThat(refused(dump(Exports.HEADER + ",OLD_QTY")).problems())
                .singleElement()
                .extracting(Problem::found)
                .isEqualTo("'OLD_QTY' as column 13");
    }

    @Test
    void isSeenInAHeaderThatNobodyDeclared() {
        UnusableInput refusal =
                refused(Exports.fullLoad(directory, Exports.HEADER + "\n" + rows(20, cells -> cells), UTF_8));

        assertThat(refusal.what()).isEqualTo("the first row holds column names");
    }

    @Test
    void isSeenWhereTheHeaderIsARow() {
        UnusableInput refusal = refused(Exports.dump(directory, rows(20, cells -> cells), WINDOWS_31J));

        assertThat(refusal.what()).isEqualTo("the header lacks the column ISBN");
        assertThat(refusal.found()).isEqualTo("'9784990000011'");
    }

    @Test
    void isSeenInAnotherSpellingOfNull() {
        UnusableInput refusal = refused(fullLoad(20, cells -> with(cells, 10, "\\N")));

        assertThat(refusal.what()).isEqualTo("null is written in another way");
        assertThat(refusal.found()).isEqualTo("'\\N' in 20 values of 20 rows, and never 'NULL'");
    }

    @Test
    void isSeenInWindows31jThatIsDeclaredUtf8() {
        UnusableInput refusal = refused(Exports.fullLoad(directory, rows(20, cells -> cells), WINDOWS_31J));

        assertThat(refusal.code()).isEqualTo("charset_wrong");
        assertThat(refusal.where()).endsWith("LOAD00000001.csv:1");
        assertThat(refusal.expected()).isEqualTo("UTF-8");
        assertThat(refusal.found()).isEqualTo("20 of 20 rows beyond ASCII are windows-31j");
    }

    @Test
    void isSeenInUtf8ThatIsDeclaredWindows31j() {
        UnusableInput refusal =
                refused(Exports.dump(directory, Exports.HEADER + "\n" + rows(20, cells -> cells), UTF_8));

        assertThat(refusal.code()).isEqualTo("charset_wrong");
        assertThat(refusal.where()).endsWith("products.csv:2");
        assertThat(refusal.expected()).isEqualTo("windows-31j");
        assertThat(refusal.found()).isEqualTo("20 of 20 rows beyond ASCII are UTF-8");
    }

    @Test
    void isSeenInTheByteOrderMarkOfUtf8InADumpOfWindows31j() {
        UnusableInput refusal = refused(Exports.dump(directory, "\uFEFF" + Exports.HEADER + "\n", UTF_8));

        assertThat(refusal.found()).isEqualTo("the byte order mark of UTF-8");
    }

    @Test
    void isNotSeenInAFewUndecodableRows() {
        byte[] bytes = rows(20, cells -> cells).getBytes(UTF_8);
        bytes[15] = (byte) 0xFF;

        assertThatCode(() -> new Inspector().inspect(Exports.source(directory, "LOAD00000001.csv", bytes)))
                .doesNotThrowAnyException();
    }
}
