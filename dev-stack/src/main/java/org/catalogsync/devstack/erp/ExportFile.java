package org.catalogsync.devstack.erp;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ERP's export of its product table as a file: CSV with a header, in windows-31j or UTF-8. */
final class ExportFile implements AutoCloseable {
    private static final int SAMPLE_BYTES = 1 << 20;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String UPDATED_AT = "UPDATED_AT";

    private final Path file;
    private final FileChannel channel;
    private final boolean utf8;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final int updatedAt;

    private ExportFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.utf8 = isUtf8(file);
        List<String> header = header(file);
        for (Column column : Column.values()) {
            int place = header.indexOf(column.column());
            if (place < 0) {
                throw new IOException(
                        file + " has no column " + column.column() + " in its first line; found: " + header);
            }
            places.put(column, place);
        }
        this.updatedAt = header.indexOf(UPDATED_AT);
    }

    /**
     * Opens it and reads its header.
     *
     * @throws IOException where it is not there, or is no such export
     */
    static ExportFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new ExportFile(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** By its first megabyte. Japanese text in windows-31j hardly ever happens to be UTF-8. */
    private static boolean isUtf8(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SAMPLE_BYTES);
        }
        int whole = start.length;
        if (whole == SAMPLE_BYTES) {
            while (whole > 0 && start[whole - 1] != '\n') {
                whole--;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(start, 0, whole));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static List<String> header(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CsvRecords.Row row = new CsvRecords(in).next();
            if (row == null) {
                throw new IOException(file + " is empty; expected a header and rows");
            }
            List<String> names = new ArrayList<>();
            for (byte[] cell : row.cells()) {
                byte[] name = names.isEmpty() && startsWith(cell, MARK)
                        ? Arrays.copyOfRange(cell, MARK.length, cell.length)
                        : cell;
                names.add(new String(name, StandardCharsets.UTF_8).strip());
            }
            return names;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /** Hands over each row behind the header, from the first to the last. */
    void forEach(RowReader reader) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CsvRecords records = new CsvRecords(in);
            records.next();
            for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
                reader.row(row);
            }
        }
    }

    /** What to do with a row. */
    @FunctionalInterface
    interface RowReader {
        void row(CsvRecords.Row row) throws IOException;
    }

    /** The row at a place that {@link #forEach} told; safe for use by many threads. */
    Volume read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException(file + " is shorter than it was");
            }
        }
        CsvRecords.Row row = new CsvRecords(new ByteArrayInputStream(bytes.array())).next();
        if (row == null) {
            throw new IOException(file + " has other rows than it had");
        }
        return volume(row);
    }

    private Volume volume(CsvRecords.Row row) throws IOException {
        Map<Column, byte[]> cells = new EnumMap<>(Column.class);
        places.forEach((column, place) -> {
            byte[] cell = cell(row, place);
            if (cell != null) {
                cells.put(
                        column, utf8 ? XmlBytes.of(new String(cell, StandardCharsets.UTF_8)) : XmlBytes.ofBytes(cell));
            }
        });
        return new Volume(key(row), cells);
    }

    /** The key of a row, or {@link IsbnKey#NONE}. */
    long key(CsvRecords.Row row) {
        byte[] cell = cell(row, places.getOrDefault(Column.ISBN, -1));
        if (cell == null) {
            return IsbnKey.NONE;
        }
        try {
            return IsbnKey.of(utf8 ? new String(cell, StandardCharsets.UTF_8) : Windows31j.decode(cell));
        } catch (CharacterCodingException e) {
            return IsbnKey.NONE;
        }
    }

    /** When a row was last changed: the digits of its time up to the millisecond, which sort as times do; 0 where it has none. */
    long updated(CsvRecords.Row row) {
        byte[] cell = cell(row, updatedAt);
        long digits = 0;
        int taken = 0;
        for (int i = 0; cell != null && i < cell.length && taken < 17; i++) {
            if (cell[i] >= '0' && cell[i] <= '9') {
                digits = digits * 10 + cell[i] - '0';
                taken++;
            }
        }
        for (; taken > 0 && taken < 17; taken++) {
            digits *= 10;
        }
        return digits;
    }

    /** Null where the cell is empty or missing: that is how the ERP writes null. */
    private static byte @Nullable [] cell(CsvRecords.Row row, int place) {
        if (place < 0 || place >= row.cells().size()) {
            return null;
        }
        byte[] cell = row.cells().get(place);
        return cell.length == 0 ? null : cell;
    }

    @Override
    public String toString() {
        return file + " in " + (utf8 ? "UTF-8" : "windows-31j");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
