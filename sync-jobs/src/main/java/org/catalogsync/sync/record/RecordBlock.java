package org.catalogsync.sync.record;

/**
 * A stretch of a file that begins with a record and ends with one, in memory.
 *
 * @param bytes is not copied and must not change while rows are read
 * @param offset of the first byte in its file
 * @param firstLine the 1-based line of its file on which it begins
 * @param firstRow the 1-based number of its first row in its file
 */
@SuppressWarnings("ArrayRecordComponent") // a view of bytes, never compared
public record RecordBlock(RecordFormat format, byte[] bytes, long offset, long firstLine, long firstRow) {

    /** A new cursor before the first row. */
    public RecordCursor rows() {
        RecordCursor cursor = format.newCursor();
        cursor.read(bytes, 0, bytes.length, true);
        cursor.standAt(offset, firstLine, firstRow);
        return cursor;
    }
}
