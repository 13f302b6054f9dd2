package org.catalogsync.devstack.erp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an export into records and cells by its bytes: no comma, quote or line end is ever the second byte of a character, in windows-31j as in UTF-8. */
final class CsvRecords {
    /** No row of an export is nearly as long; an open quote would take the rest of the file. */
    private static final int LONGEST = 64 << 10;

    private static final int BUFFER_BYTES = 16 << 10;
    private static final int END = -1;

    /** Of our own: a buffered stream takes a lock for each byte, and there are hundreds of millions of them. */
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private final InputStream in;
    private int at;
    private int filled;
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream(256);
    private long offset;

    /**
     * One record.
     *
     * @param offset of its first byte
     * @param length with its line end
     * @param cells without their quotes
     */
    record Row(long offset, int length, List<byte[]> cells) {}

    /** @param in positioned at the first byte of the file; it needs no buffer */
    CsvRecords(InputStream in) {
        this.in = in;
    }

    /** The next record that has anything in it, or null at the end. */
    @Nullable
    Row next() throws IOException {
        while (true) {
            long start = offset;
            List<byte[]> cells = new ArrayList<>(12);
            int end = record(cells, start);
            boolean blank = cells.size() == 1 && cells.getFirst().length == 0;
            if (!blank) {
                return new Row(start, (int) (offset - start), cells);
            }
            if (end == END) {
                return null;
            }
        }
    }

    private int record(List<byte[]> cells, long start) throws IOException {
        int end;
        do {
            end = cell(start);
            cells.add(cell.toByteArray());
        } while (end == ',');
        return end;
    }

    /** Reads one cell into the buffer and returns what ended it: a comma, a line feed or the end. */
    private int cell(long start) throws IOException {
        cell.reset();
        int one = read(start);
        if (one == '"') {
            one = quoted(start);
        }
        while (one != ',' && one != '\n' && one != END) {
            if (one != '\r') {
                cell.write(one);
            }
            one = read(start);
        }
        return one;
    }

    /** Reads up to the closing quote and returns what stands behind it. */
    private int quoted(long start) throws IOException {
        for (int one = read(start); one != END; one = read(start)) {
            if (one != '"') {
                cell.write(one);
                continue;
            }
            int behind = read(start);
            if (behind != '"') {
                return behind;
            }
            cell.write('"');
        }
        return END;
    }

    private int read(long start) throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
            if (filled == 0) {
                return END;
            }
        }
        if (++offset - start > LONGEST) {
            throw new IOException("a record of more than " + LONGEST + " bytes at byte " + start
                    + "; is there a quote that nothing closes?");
        }
        return buffer[at++] & 0xFF;
    }
}
