package org.catalogsync.devstack.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCatalogueTest {
    private static final Charset WINDOWS = Charset.forName("windows-31j");
    private static final long KEY = 9784088725093L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"windows-31j", "UTF-8"})
    void rowIsTheSameInBothCharsets(String charset) throws Exception {
        Path file = Exports.written(folder, Charset.forName(charset), Exports.BARE, Exports.ONE_PIECE, Exports.OSAKA);

        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            Volume volume = only(catalogue, KEY);

            assertThat(text(volume, Column.TITLE)).isEqualTo("髙橋の表ソ能ポ ①㈱Ⅲ～﨑 ﾜﾝﾋﾟｰｽ");
            assertThat(text(volume, Column.PRICE)).isEqualTo("1,234");
            assertThat(text(volume, Column.LAST_RESTOCK)).isEqualTo("令和7年3月1日");
            assertThat(catalogue.description())
                    .startsWith("3 volumes in 3 rows of ")
                    .endsWith(" in " + charset);
        }
    }

    @Test
    void rowsAreFoundHoweverTheirIsbnIsWrittenAndInTheOrderOfTheirKeys() throws Exception {
        Path file = Exports.written(
                folder,
                WINDOWS,
                "９７８４０６５１９３２１１,全角,,,,1,TK01,01,,,,",
                "978-4-08-872509-3,ハイフン,,,,1,TK01,01,,,,",
                "4-04-102622-9,十桁,,,,1,TK01,01,,,,",
                "ISBN未定,未定,,,,1,TK01,01,,,,");

        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            List<Volume> volumes = catalogue.volumes(List.of(KEY, 9784065193211L, 9784041026229L, 9784000000000L, KEY));

            assertThat(volumes).extracting(volume -> text(volume, Column.TITLE)).containsExactly("十桁", "全角", "ハイフン");
            assertThat(text(volumes.getLast(), Column.ISBN)).isEqualTo("978-4-08-872509-3");
        }
    }

    @Test
    void ofSeveralRowsOfAVolumeTheOneThatWasChangedLastCounts() throws Exception {
        Path file = Exports.written(
                folder,
                WINDOWS,
                KEY + ",older,,,,1,TK01,01,,,,2025-03-01 10:00:00.000000",
                KEY + ",newest,,,,2,TK01,01,,,,2025-03-01 12:00:00.000000",
                KEY + ",oldest,,,,3,TK01,01,,,,2024-03-01 13:00:00.000000");

        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            assertThat(text(only(catalogue, KEY), Column.TITLE)).isEqualTo("newest");
        }
    }

    @Test
    void quotesCommasAndLineEndsWithinQuotesAreText() throws Exception {
        Path file = Exports.written(
                folder, WINDOWS, KEY + ",\"表、\"\"新装版\"\", 第\r\n1巻\",,,,1,TK01,01,,,,", "", Exports.OSAKA);

        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            assertThat(text(only(catalogue, KEY), Column.TITLE)).isEqualTo("表、\"新装版\", 第\r\n1巻");
            assertThat(text(only(catalogue, 9784065193211L), Column.TITLE)).isEqualTo("大阪");
        }
    }

    @Test
    void emptyCellsAndThoseOfShortRowsAreAbsent() throws Exception {
        Path file = Exports.written(folder, WINDOWS, Exports.BARE, KEY + ",短い");

        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            assertThat(only(catalogue, 9784041026229L).cells()).containsOnlyKeys(Column.ISBN);
            assertThat(only(catalogue, KEY).cells()).containsOnlyKeys(Column.ISBN, Column.TITLE);
        }
    }

    @Test
    void rowsWithoutAWarehouseAreInEach() throws Exception {
        Path file = Exports.written(folder, WINDOWS, Exports.BARE, Exports.OSAKA);

        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            assertThat(only(catalogue, 9784041026229L).isIn("TK01")).isTrue();
            assertThat(only(catalogue, 9784065193211L).isIn("TK01")).isFalse();
            assertThat(only(catalogue, 9784065193211L).isIn("OS02")).isTrue();
        }
    }

    @Test
    void whatIsNoExportIsRefusedInWords() throws Exception {
        Path file = folder.resolve("products.csv");
        Map<String, String> texts = Map.of(
                "",
                "is empty",
                "ISBN,TITLE\n1,2\n",
                "has no column QTY in its first line; found: [ISBN, TITLE]",
                Exports.HEADER + "\n9784088725093,\"" + "a".repeat(70_000),
                "is there a quote that nothing closes?");

        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(file, text.getKey());
            assertThatThrownBy(() -> FileCatalogue.open(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(text.getValue());
        }
    }

    @Test
    void fileThatChangesAfterwardsIsNotRead() throws Exception {
        Path file = Exports.written(folder, WINDOWS, Exports.ONE_PIECE);
        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            Files.write(
                    file,
                    new String(Files.readAllBytes(file), WINDOWS)
                            .replace("9784088725093", "9784088725094")
                            .getBytes(WINDOWS));

            assertThatThrownBy(() -> catalogue.volumes(List.of(KEY))).hasMessageContaining("was changed");
        }
    }

    @Test
    void markAtTheBeginningIsNoPartOfTheFirstName() throws Exception {
        Path file = Exports.written(folder, StandardCharsets.UTF_8, Exports.ONE_PIECE);
        Files.writeString(file, "\uFEFF" + Files.readString(file));

        try (FileCatalogue catalogue = FileCatalogue.open(file)) {
            assertThat(text(only(catalogue, KEY), Column.QUANTITY)).isEqualTo("12");
        }
    }

    private static Volume only(Catalogue catalogue, long key) throws IOException {
        List<Volume> volumes = catalogue.volumes(List.of(key));
        assertThat(volumes).hasSize(1);
        return volumes.getFirst();
    }

    private static String text(Volume volume, Column column) {
        return new String(volume.cells().getOrDefault(column, new byte[0]), WINDOWS);
    }
}
