package org.catalogsync.sync.fixed;

import java.util.List;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.record.RecordFormat;
import org.catalogsync.sync.record.SourceCharset;
import org.jspecify.annotations.Nullable;

/**
 * How records of fixed fields are written.
 *
 * @param widths of the columns in bytes, in the order of the record, each at least 1
 * @param lines whether each record ends with LF or CRLF; otherwise one follows the other without anything between
 * @param nullText what means null once the spaces behind it are gone
 * @param count the record that says how many rows a file has, where one does
 */
public record FixedWidth(
        SourceCharset charset,
        List<Integer> widths,
        boolean lines,
        String nullText,
        int maxRecordBytes,
        @Nullable CountRecord count)
        implements RecordFormat {

    public FixedWidth {
        widths = List.copyOf(widths);
        if (widths.isEmpty() || widths.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("each column has at least one byte: " + widths);
        }
    }

    /**
     * A record that is no row: a header or trailer with the number of rows.
     *
     * @param mark the ASCII text that it begins with, and no row does
     * @param from where the number begins, counted from 1
     * @param bytes how long it is
     */
    public record CountRecord(String mark, int from, int bytes) {
        public CountRecord {
            if (mark.isEmpty() || from < 1 || bytes < 1 || bytes > 18) {
                throw new IllegalArgumentException("a mark, a place from 1 on and 1 to 18 bytes");
            }
        }
    }

    /** The length of a record, without its line end. */
    public int recordBytes() {
        return widths.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public RecordCursor newCursor() {
        return new FixedCursor(this);
    }
}
