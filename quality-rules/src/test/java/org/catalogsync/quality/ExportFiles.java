package org.catalogsync.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.catalogsync.model.legacy.DecodedText;
import org.catalogsync.model.legacy.LegacyText;
import org.catalogsync.model.mapping.ColumnRule;
import org.catalogsync.model.mapping.Converters;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.model.mapping.SourceRow;
import org.jspecify.annotations.Nullable;

/** Rows of a delimited export, cut by a CSV library and decoded cell by cell. */
final class ExportFiles {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private ExportFiles() {}

    /** A row whose cells are in memory. */
    record Cells(@Nullable String[] texts, boolean[] bad) implements SourceRow {
        @Override
        public int columns() {
            return texts.length;
        }

        @Override
        public @Nullable String text(int column) {
            return texts[column];
        }

        @Override
        public boolean unmappable(int column) {
            return bad[column];
        }
    }

    /** The twelve columns that both exports have. */
    static FieldMapping mapping() {
        return FieldMapping.of(
                12,
                List.of(
                        rule(0, "ISBN", Field.ISBN, "isbn"),
                        rule(1, "TITLE", Field.TITLE, "text"),
                        rule(2, "TITLE_KANA", Field.TITLE_KANA, "kana"),
                        rule(3, "AUTHOR", Field.AUTHOR, "text"),
                        rule(4, "GENRE", Field.GENRE, "text"),
                        rule(5, "QTY", Field.QUANTITY, "count"),
                        rule(6, "WAREHOUSE_CD", Field.WAREHOUSE, "warehouse"),
                        rule(7, "STATUS_CD", Field.STATUS_CODE, "status"),
                        rule(8, "PRICE_JPY", Field.PRICE_JPY, "yen"),
                        rule(9, "LAST_RESTOCK_DT", Field.LAST_RESTOCK_DATE, "date"),
                        rule(10, "RESTOCK_ETA_DAYS", Field.RESTOCK_ETA_DAYS, "eta"),
                        rule(11, "UPDATED_AT", Field.UPDATED_AT, "timestamp")));
    }

    private static ColumnRule rule(int column, String name, Field field, String converter) {
        return new ColumnRule(column, name, field, Converters.named(converter, TOKYO));
    }

    /** Every row of the CSV files below a folder, in the order of their names. */
    static List<SourceRow> read(Path folder, Charset charset, String nullText, boolean header) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<SourceRow> rows = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                readFile(file, charset, nullText, header, rows);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Latin-1 keeps every byte as one character; in both charsets no delimiter is ever part of a longer character. */
    private static void readFile(Path file, Charset charset, String nullText, boolean header, List<SourceRow> rows)
            throws IOException {
        try (InputStreamReader bytes = new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1);
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(bytes)) {
            boolean first = header;
            for (CsvRecord cells : records) {
                if (!first) {
                    rows.add(decode(cells, charset, nullText));
                }
                first = false;
            }
        }
    }

    private static SourceRow decode(CsvRecord cells, Charset charset, String nullText) {
        @Nullable String[] texts = new String[cells.getFieldCount()];
        boolean[] bad = new boolean[texts.length];
        for (int i = 0; i < texts.length; i++) {
            byte[] bytes = cells.getField(i).getBytes(StandardCharsets.ISO_8859_1);
            DecodedText decoded = LegacyText.decode(bytes, 0, bytes.length, charset);
            texts[i] = decoded.text().equals(nullText) ? null : decoded.text();
            bad[i] = !decoded.isClean();
        }
        return new Cells(texts, bad);
    }
}
