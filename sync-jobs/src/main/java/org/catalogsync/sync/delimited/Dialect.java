package org.catalogsync.sync.delimited;

import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.record.RecordFormat;
import org.catalogsync.sync.record.SourceCharset;

/**
 * How records are written: RFC 4180 with a choice of delimiter, quote, charset and null. A record ends with LF or CRLF; a CR alone is text.
 *
 * @param delimiter one ASCII character, as a byte; never the quote, CR or LF
 * @param quote one ASCII character below {@code @}, as a byte, so that it is never the second byte of a windows-31j character
 * @param nullText the unquoted text that means null; where it is empty, a quoted empty field is null too
 * @param maxRecordBytes the longest record that is believed, at least 1
 */
public record Dialect(byte delimiter, byte quote, SourceCharset charset, String nullText, int maxRecordBytes)
        implements RecordFormat {
    public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;

    /** The lowest byte that can be the second one of a windows-31j character. */
    public static final byte FIRST_TRAIL_BYTE = 0x40;

    public Dialect {
        require(
                delimiter > 0 && delimiter != '\n' && delimiter != '\r',
                "the delimiter is an ASCII character other than a line end");
        require(
                quote > 0 && quote != '\n' && quote != '\r' && quote < FIRST_TRAIL_BYTE,
                "the quote is an ASCII character below @");
        require(delimiter != quote, "delimiter and quote differ");
        require(maxRecordBytes > 0, "a record has at least one byte");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    @Override
    public RecordCursor newCursor() {
        return new RowCursor(this);
    }

    /** Whether the delimiter's byte can also be half of a character, so that text must be read pair by pair to find it. */
    boolean delimiterMayBeTrailByte() {
        return charset == SourceCharset.WINDOWS_31J && delimiter >= FIRST_TRAIL_BYTE;
    }
}
