package org.catalogsync.sync.fixed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.catalogsync.sync.delimited.FieldText;
import org.catalogsync.sync.record.RecordCursor;
import org.jspecify.annotations.Nullable;

/** Moves over records of fixed fields. A record of another length, or one whose field ends within a character, is a row with a flaw: everything behind that place may have shifted. */
final class FixedCursor implements RecordCursor {
    private static final byte SPACE = ' ';

    private final FixedWidth format;
    private final int recordBytes;
    private final int[] starts;
    private final byte[] mark;
    private final FieldText fieldText;

    private byte[] bytes = new byte[0];
    private int limit;
    private boolean endsHere;
    private int position;
    private long offsetOfZero;

    private int recordStart;
    private int recordEnd;
    private long line;
    private long nextLine = 1;
    private long row;
    private long rows;
    private long blankLines;
    private @Nullable String flaw;
    private int decodedColumn = -1;

    private int countRecords;
    private long countLine;
    private @Nullable String announced;

    FixedCursor(FixedWidth format) {
        this.format = format;
        this.recordBytes = format.recordBytes();
        this.starts = new int[format.widths().size() + 1];
        for (int i = 0; i < format.widths().size(); i++) {
            starts[i + 1] = starts[i] + format.widths().get(i);
        }
        FixedWidth.CountRecord count = format.count();
        this.mark = count == null ? new byte[0] : count.mark().getBytes(StandardCharsets.US_ASCII);
        this.fieldText = FieldText.of(format.charset());
    }

    @Override
    public void read(byte[] bytes, int from, int to, boolean endsHere) {
        this.offsetOfZero += (long) position - from;
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
        this.endsHere = endsHere;
    }

    @Override
    public void standAt(long offset, long line, long row) {
        this.offsetOfZero = offset - position;
        this.nextLine = line;
        this.row = row - 1;
    }

    @Override
    public boolean next() {
        while (step()) {
            if (recordEnd == recordStart) {
                blankLines++;
            } else if (isCountRecord()) {
                takeCount();
            } else {
                row++;
                rows++;
                flaw = flawOfRecord();
                decodedColumn = -1;
                return true;
            }
        }
        return false;
    }

    /** Passes over one record, of whatever kind. */
    private boolean step() {
        if (position == limit) {
            return false;
        }
        int end = format.lines() ? lineEnd() : Math.min(position + recordBytes, limit);
        boolean whole = format.lines() ? end < limit : end - position == recordBytes;
        if (!whole && !endsHere) {
            return false;
        }
        recordStart = position;
        recordEnd = end;
        position = format.lines() ? Math.min(end + 1, limit) : end;
        if (format.lines() && recordEnd > recordStart && bytes[recordEnd - 1] == '\r') {
            recordEnd--;
        }
        line = nextLine++;
        return true;
    }

    /** A second byte of a character is never a line feed, so lines can be found before characters are. */
    private int lineEnd() {
        int at = position;
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean isCountRecord() {
        return mark.length > 0
                && recordEnd - recordStart >= mark.length
                && Arrays.equals(bytes, recordStart, recordStart + mark.length, mark, 0, mark.length);
    }

    private void takeCount() {
        FixedWidth.CountRecord count = format.count();
        if (count == null) {
            return;
        }
        int from = Math.min(recordStart + count.from() - 1, recordEnd);
        int to = Math.min(from + count.bytes(), recordEnd);
        announced = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip();
        countLine = line;
        countRecords++;
    }

    private @Nullable String flawOfRecord() {
        int length = recordEnd - recordStart;
        if (length != recordBytes) {
            return "a record of " + length + " bytes, expected " + recordBytes;
        }
        List<String> cut = new ArrayList<>(0);
        for (int column = 0; column + 1 < starts.length; column++) {
            int from = recordStart + starts[column];
            int to = recordStart + starts[column + 1];
            if (format.charset().endsWithinACharacter(bytes, from, to)) {
                cut.add("column " + (column + 1) + " ends within a character, at byte " + starts[column + 1]);
            }
        }
        return cut.isEmpty() ? null : String.join("\n", cut);
    }

    @Override
    public @Nullable String flaw() {
        return flaw;
    }

    /** Of a record with a flaw as many as it is long enough for: only a key is looked for in them. */
    @Override
    public int columns() {
        return flaw == null ? starts.length - 1 : wholeColumns();
    }

    private int wholeColumns() {
        int whole = 0;
        while (whole + 1 < starts.length && recordStart + starts[whole + 1] <= recordEnd) {
            whole++;
        }
        return whole;
    }

    @Override
    public @Nullable String text(int column) {
        if (column >= columns()) {
            throw new IndexOutOfBoundsException("column " + column + " of " + columns());
        }
        decodedColumn = column;
        int from = recordStart + starts[column];
        int to = recordStart + starts[column + 1];
        while (to > from && bytes[to - 1] == SPACE) {
            to--;
        }
        String text = fieldText.of(bytes, from, to);
        return text.equals(format.nullText()) ? null : text;
    }

    @Override
    public boolean unmappable(int column) {
        if (decodedColumn != column) {
            text(column);
        }
        return fieldText.malformed();
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
        return Arrays.copyOfRange(bytes, recordStart, recordEnd);
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
    public @Nullable Trouble trouble() {
        FixedWidth.CountRecord count = format.count();
        if (count == null || !endsHere || position < limit) {
            return null;
        }
        if (countRecords != 1) {
            return new Trouble(
                    Trouble.Kind.INCOMPLETE,
                    countRecords == 0
                            ? "the record with the number of rows is missing"
                            : "several records say how many rows there are",
                    countRecords == 0 ? nextLine : countLine,
                    "one record that begins with '" + count.mark() + "'",
                    Integer.toString(countRecords));
        }
        return Long.toString(rows).equals(withoutZeros(String.valueOf(announced)))
                ? null
                : new Trouble(
                        Trouble.Kind.INCOMPLETE,
                        "the file does not hold as many rows as it says",
                        countLine,
                        "'" + announced + "' rows",
                        rows + " rows");
    }

    private static String withoutZeros(String digits) {
        String rest = digits.replaceFirst("^0+", "");
        return rest.isEmpty() ? "0" : rest;
    }
}
