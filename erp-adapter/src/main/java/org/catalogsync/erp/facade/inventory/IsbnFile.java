package org.catalogsync.erp.facade.inventory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyIsbn;
import org.catalogsync.model.legacy.LegacyText;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of ISBNs: one a line, or an export of the ERP, in which it is the column {@code ISBN} of the header, else the first one. UTF-8, or what the ERP writes.
 *
 * @param isbns each once
 * @param rows that were read, without the header
 * @param unreadable rows without an ISBN that can be read
 * @param example the first of these, for people; null where there is none
 */
public record IsbnFile(
        IsbnList isbns, int rows, int unreadable, @Nullable String example) {
    /** Different ISBNs, and rows: 8 MB. */
    static final int MOST = 1_000_000;

    private static final Charset ERP = LegacyText.charset("windows-31j");
    private static final CSVFormat EXPORT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setLenientEof(true)
            .setTrailingData(true)
            .get();

    /** Reads the file; throws {@link IOException} where it cannot be read, has too many rows, or no ISBN at all, in words for the user. */
    public static IsbnFile read(Path file) throws IOException {
        CharsetDecoder decoder = charset(file)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE) // a title's bytes are not what is read here
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (Reader text = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder));
                CSVParser rows = CSVParser.parse(text, EXPORT)) {
            return collected(file, rows.iterator());
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": no list of ISBNs and no export: " + e.getMessage(), e);
        }
    }

    private static Charset charset(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            reader.transferTo(Writer.nullWriter());
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return ERP;
        }
    }

    private static IsbnFile collected(Path file, Iterator<CSVRecord> rows) throws IOException {
        LongStream.Builder isbns = LongStream.builder();
        int column = 0;
        int read = 0;
        int unreadable = 0;
        String example = null;
        while (rows.hasNext()) {
            CSVRecord row = rows.next();
            if (isHeader(row)) {
                column = names(row).indexOf("ISBN");
                continue;
            }
            if (++read > MOST) {
                throw new IOException(file + ": more than " + MOST + " rows");
            }
            String text = withoutMark(column < row.size() ? row.get(column) : "");
            Isbn isbn = LegacyIsbn.parse(text);
            if (isbn != null) {
                isbns.add(isbn.asLong());
            } else if (unreadable++ == 0) {
                example = "row " + row.getRecordNumber() + ": '" + shown(text) + "'";
            }
        }
        if (unreadable == read) {
            throw new IOException(file + ": no ISBN in it" + (example == null ? "" : "; " + example));
        }
        return new IsbnFile(IsbnList.of(isbns.build()), read, unreadable, example);
    }

    private static boolean isHeader(CSVRecord row) {
        return row.getRecordNumber() == 1 && names(row).contains("ISBN");
    }

    private static List<String> names(CSVRecord row) {
        return row.stream().map(IsbnFile::withoutMark).toList();
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > 40 ? line.substring(0, 40) + "…" : line;
    }
}
