package org.catalogsync.sync.record;

/** How the records of a file are written, as it was declared. */
public interface RecordFormat {

    SourceCharset charset();

    /** The text that means null; where it is empty, an empty value does. */
    String nullText();

    /** The longest record that is believed, at least 1. */
    int maxRecordBytes();

    /** A cursor over nothing yet; {@link RecordBlock#rows()} is the usual way to get one. */
    RecordCursor newCursor();
}
