package org.catalogsync.sync.record;

import org.catalogsync.model.mapping.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Moves over the rows of a stretch of bytes and is itself the row that it stands on. Splitting never fails: no record is too broken to be a row, and what is wrong with a file as a whole is said by {@link #trouble()}.
 *
 * <p>Texts are made when they are asked for. One cursor belongs to one thread.
 */
public interface RecordCursor extends SourceRow {

    /**
     * Goes on with {@code bytes[from, to)}. Lines and rows go on counting.
     *
     * @param endsHere whether the file ends at {@code to}; otherwise a record that is not ended there is not a row yet
     */
    void read(byte[] bytes, int from, int to, boolean endsHere);

    /** Says where in its file the next byte stands, and which row is next. */
    void standAt(long offset, long line, long row);

    /** Moves to the next row; false where no whole record is left. What is no record is passed over. */
    boolean next();

    /** The 1-based line of the file on which this row begins; its number where records have no lines. */
    long line();

    /** The 1-based number of this row in its file, the header not counted. */
    long row();

    /** Where in its file this row begins. */
    long offset();

    /** A copy of this row's bytes as they stand in the file, without the line end. */
    byte[] rawBytes();

    /** The length of this row in bytes, without its line feed. */
    int rawLength();

    /** Where in the bytes given to {@link #read} the next record begins. */
    int position();

    /** The line on which the next record begins. */
    long nextLine();

    /** How many blank lines were passed over. */
    default long blankLines() {
        return 0;
    }

    /** After {@link #next()} said false: where a record begins that has no end in these bytes, for a message. */
    default String unended() {
        return "one that goes on";
    }

    /** After {@link #next()} said false: what makes the file unusable as a whole, as far as it was read; null where nothing does. Asked of a cursor that has read the file from its beginning. */
    @Nullable
    Trouble trouble();

    /**
     * What makes a file unusable.
     *
     * @param line on which it stands
     */
    record Trouble(Kind kind, String what, long line, String expected, String found) {
        public enum Kind {
            MALFORMED,
            /** Rows are fewer or more than the file itself says. */
            INCOMPLETE,
            /** The file names another charset than is declared for it. */
            CHARSET
        }
    }
}
