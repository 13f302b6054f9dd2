package org.catalogsync.sync.delimited;

import java.util.Arrays;
import org.catalogsync.sync.record.RecordCursor;
import org.jspecify.annotations.Nullable;

/** Moves over delimited records. What is not RFC 4180 has a defined reading (see {@code docs/interpretation.md}). */
public final class RowCursor implements RecordCursor {
    /** Bytes between the ends are the text. */
    private static final byte PLAIN = 0;
    /** As {@link #PLAIN}, and the quotes around it stand outside the ends. */
    private static final byte QUOTED = 1;
    /** Bytes between the ends begin with a quote and hold others. */
    private static final byte ESCAPED = 2;

    private final Dialect dialect;
    private final boolean pairwise;
    private final long delimiters;
    private final long quotes;
    private static final long LINE_FEEDS = Words.pattern((byte) '\n');

    private final FieldText fieldText;
    private final byte[] nullBytes;
    private final ShortTexts shortTexts = new ShortTexts();

    private byte[] bytes = new byte[0];
    private int limit;
    private boolean endsHere;
    private int position;
    private long offsetOfZero;

    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private byte[] kinds = new byte[32];
    private int columns;

    private int recordStart;
    private int recordEnd;
    private long line;
    private long nextLine;
    private long row;
    private long blankLines;
    private long openQuoteLine;

    private int decodedColumn;
    private boolean decodedMalformed;
    private byte[] unescaped = new byte[256];

    /** A cursor over nothing yet; {@link org.catalogsync.sync.record.RecordBlock#rows()} is the usual way to get one. */
    public RowCursor(Dialect dialect) {
        this.dialect = dialect;
        this.pairwise = dialect.delimiterMayBeTrailByte();
        this.delimiters = Words.pattern(dialect.delimiter());
        this.quotes = Words.pattern(dialect.quote());
        this.fieldText = FieldText.of(dialect.charset());
        this.nullBytes = dialect.nullText().getBytes(dialect.charset().charset());
    }

    @Override
    public void read(byte[] bytes, int from, int to, boolean endsHere) {
        this.offsetOfZero += (long) position - from;
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
        this.endsHere = endsHere;
        this.columns = 0;
    }

    @Override
    public void standAt(long offset, long line, long row) {
        this.offsetOfZero = offset - position;
        this.nextLine = line;
        this.row = row - 1;
    }

    @Override
    public boolean next() {
        skipBlankLines();
        recordStart = position;
        line = nextLine;
        columns = 0;
        decodedColumn = -1;
        openQuoteLine = 0;
        return position < limit && split();
    }

    private void skipBlankLines() {
        while (position < limit) {
            byte first = bytes[position];
            int length = 1;
            if (first == '\r' && (position + 1 < limit ? bytes[position + 1] == '\n' : endsHere)) {
                length = Math.min(2, limit - position);
            } else if (first != '\n') {
                return;
            }
            position += length;
            nextLine++;
            blankLines++;
        }
    }

    private boolean split() {
        int at = position;
        while (true) {
            int end = at < limit && bytes[at] == dialect.quote() ? quotedField(at) : plainField(at);
            if (end < 0) {
                return undone();
            }
            if (end == limit || bytes[end] == '\n') {
                position = Math.min(end + 1, limit);
                recordEnd = end;
                nextLine++;
                row++;
                return true;
            }
            at = end + 1;
        }
    }

    /** The record is not whole: nothing of it was read. */
    private boolean undone() {
        nextLine = line;
        columns = 0;
        return false;
    }

    private int plainField(int start) {
        int end = fieldEnd(start);
        if (end >= 0) {
            add(start, withoutCarriageReturn(start, end), PLAIN);
        }
        return end;
    }

    /** A quote opens only at the first byte of a field; it closes at a quote that is not doubled, and what follows up to the delimiter belongs to the text as it stands. */
    private int quotedField(int start) {
        boolean doubled = false;
        int close = quote(start + 1);
        while (close >= 0 && close + 1 < limit && bytes[close + 1] == dialect.quote()) {
            doubled = true;
            close = quote(close + 2);
        }
        if (close < 0) {
            openQuoteLine = quoteLine(start);
            return -1;
        }
        int end = fieldEnd(close + 1);
        if (end >= 0) {
            int textEnd = withoutCarriageReturn(close + 1, end);
            if (doubled || textEnd != close + 1) {
                add(start, textEnd, ESCAPED);
            } else {
                add(start + 1, close, QUOTED);
            }
        }
        return end;
    }

    /** Where the next quote is, or -1; counts the lines on the way. */
    private int quote(int from) {
        int at = from;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long word = Words.at(bytes, at);
            long found = Words.matches(word, quotes);
            long feeds = Words.matches(word, LINE_FEEDS);
            if (found != 0) {
                nextLine += Long.bitCount(feeds & (found - 1));
                return at + Words.first(found);
            }
            nextLine += Long.bitCount(feeds);
        }
        for (; at < limit; at++) {
            if (bytes[at] == dialect.quote()) {
                return at;
            }
            nextLine += bytes[at] == '\n' ? 1 : 0;
        }
        return -1;
    }

    private long quoteLine(int quote) {
        long at = line;
        for (int i = recordStart; i < quote; i++) {
            at += bytes[i] == '\n' ? 1 : 0;
        }
        return at;
    }

    /** Where the next delimiter or line feed is, or the end of the file; -1 where more bytes must come first. */
    private int fieldEnd(int from) {
        int end = pairwise ? fieldEndPairwise(from) : fieldEndWordwise(from);
        return end < limit || endsHere ? end : -1;
    }

    private int fieldEndWordwise(int from) {
        int at = from;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long word = Words.at(bytes, at);
            long found = Words.matches(word, delimiters) | Words.matches(word, LINE_FEEDS);
            if (found != 0) {
                return at + Words.first(found);
            }
        }
        while (at < limit && !endsField(bytes[at])) {
            at++;
        }
        return at;
    }

    private int fieldEndPairwise(int from) {
        int at = from;
        while (at < limit) {
            byte first = bytes[at];
            if (endsField(first)) {
                return at;
            }
            at += at + 1 < limit && Windows31jText.isPair(first, bytes[at + 1]) ? 2 : 1;
        }
        return at;
    }

    private boolean endsField(byte character) {
        return character == dialect.delimiter() || character == '\n';
    }

    /** A CR belongs to the line end only in front of LF or of the end of the file. */
    private int withoutCarriageReturn(int from, int end) {
        boolean lineEnds = end == limit || bytes[end] == '\n';
        return lineEnds && end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private void add(int start, int end, byte kind) {
        if (columns == starts.length) {
            starts = Arrays.copyOf(starts, 2 * columns);
            ends = Arrays.copyOf(ends, 2 * columns);
            kinds = Arrays.copyOf(kinds, 2 * columns);
        }
        starts[columns] = start;
        ends[columns] = end;
        kinds[columns] = kind;
        columns++;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public @Nullable String text(int column) {
        if (column >= columns) {
            throw new IndexOutOfBoundsException("column " + column + " of " + columns);
        }
        decodedColumn = column;
        decodedMalformed = false;
        int start = starts[column];
        int end = ends[column];
        byte kind = kinds[column];
        if (kind == ESCAPED) {
            return unescaped(start, end);
        }
        if (isNull(start, end, kind)) {
            return null;
        }
        return end - start <= Long.BYTES ? shortText(start, end) : decoded(bytes, start, end);
    }

    private boolean isNull(int start, int end, byte kind) {
        int length = end - start;
        if (length != nullBytes.length) {
            return false;
        }
        return length == 0 || (kind == PLAIN && Arrays.equals(bytes, start, end, nullBytes, 0, length));
    }

    private String shortText(int start, int end) {
        if (start == end) {
            return "";
        }
        long key = ShortTexts.key(bytes, start, end - start);
        if (!ShortTexts.unambiguous(key, end - start)) {
            return decoded(bytes, start, end);
        }
        String known = shortTexts.find(key);
        if (known != null) {
            return known;
        }
        String text = decoded(bytes, start, end);
        if (!decodedMalformed) {
            shortTexts.keep(key, text);
        }
        return text;
    }

    private String decoded(byte[] from, int start, int end) {
        String text = fieldText.of(from, start, end);
        decodedMalformed = fieldText.malformed();
        return text;
    }

    private String unescaped(int start, int end) {
        if (unescaped.length < end - start) {
            unescaped = new byte[Math.max(end - start, 2 * unescaped.length)];
        }
        boolean open = true;
        int length = 0;
        for (int i = start + 1; i < end; i++) {
            if (open && bytes[i] == dialect.quote()) {
                open = i + 1 < end && bytes[i + 1] == dialect.quote();
                if (!open) {
                    continue;
                }
                i++;
            }
            unescaped[length++] = bytes[i];
        }
        return decoded(unescaped, 0, length);
    }

    @Override
    public boolean unmappable(int column) {
        if (decodedColumn != column) {
            text(column);
        }
        return decodedMalformed;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public long offset() {
        return offsetOfZero + recordStart;
    }

    @Override
    public byte[] rawBytes() {
        return Arrays.copyOfRange(bytes, recordStart, withoutCarriageReturn(recordStart, recordEnd));
    }

    @Override
    public int rawLength() {
        return recordEnd - recordStart;
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public long nextLine() {
        return nextLine;
    }

    @Override
    public long blankLines() {
        return blankLines;
    }

    @Override
    public String unended() {
        return openQuoteLine == 0
                ? "one that goes on"
                : "one that goes on, since a quote that opens on line " + openQuoteLine + " is not closed";
    }

    @Override
    public @Nullable Trouble trouble() {
        return endsHere && position < limit
                ? new Trouble(
                        Trouble.Kind.MALFORMED,
                        "a quote is still open at the end of the file",
                        openQuoteLine,
                        "a closing quote",
                        "none after the one that opens on this line")
                : null;
    }
}
