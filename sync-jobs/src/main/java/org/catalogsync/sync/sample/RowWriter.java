package org.catalogsync.sync.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes rows into the files of one format. */
final class RowWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    /** In UTF-8 a continuation of nothing, in windows-31j a row of the table that is empty. */
    private static final byte[] UNMAPPABLE = {(byte) 0x85, 0x40};

    private final Path directory;
    private final SampleFormat format;
    private final int rowsPerFile;
    private final Charset charset;
    private final String lineEnd;
    private final String nullText;
    private final StringBuilder line = new StringBuilder(512);

    private OutputStream out = OutputStream.nullOutputStream();
    private int files;
    private int rowsInFile;

    RowWriter(Path directory, SampleFormat format, int rowsPerFile) throws IOException {
        this.directory = directory;
        this.format = format;
        this.rowsPerFile = rowsPerFile;
        boolean dump = format == SampleFormat.ERP_DUMP;
        this.charset = dump ? Charset.forName("windows-31j") : StandardCharsets.UTF_8;
        this.lineEnd = dump ? "\r\n" : "\n";
        this.nullText = dump ? "" : "NULL";
        nextFile();
    }

    private void nextFile() throws IOException {
        out.close();
        Path file = directory.resolve(
                switch (format) {
                    case ERP_DUMP -> "products.csv";
                    case DMS_FULL_LOAD ->
                        "MANGA/PRODUCTS/LOAD" + HexFormat.of().withUpperCase().toHexDigits(++files) + ".csv";
                });
        Files.createDirectories(file.resolveSibling("."));
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
        rowsInFile = 0;
        if (format == SampleFormat.ERP_DUMP) {
            writeLine(Rows.COLUMNS);
        }
    }

    void write(@Nullable String[] cells) throws IOException {
        if (format == SampleFormat.DMS_FULL_LOAD && rowsInFile == rowsPerFile) {
            nextFile();
        }
        rowsInFile++;
        writeLine(cells);
    }

    private void writeLine(@Nullable String[] cells) throws IOException {
        line.setLength(0);
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",");
            append(cells[i]);
        }
        out.write(encoded(line.append(lineEnd).toString()));
    }

    private void append(@Nullable String cell) {
        if (cell == null) {
            line.append(nullText);
        } else if (cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n')) {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            line.append(cell);
        }
    }

    private byte[] encoded(String text) {
        byte[] bytes = text.getBytes(charset);
        int at = text.indexOf(Rows.UNMAPPABLE) < 0 ? bytes.length : 0;
        for (; at < bytes.length; at++) {
            if (bytes[at] == Rows.UNMAPPABLE.charAt(0)) {
                System.arraycopy(UNMAPPABLE, 0, bytes, at, UNMAPPABLE.length);
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
