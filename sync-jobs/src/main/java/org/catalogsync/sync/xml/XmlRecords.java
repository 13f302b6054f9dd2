package org.catalogsync.sync.xml;

import java.util.List;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.record.RecordFormat;
import org.catalogsync.sync.record.SourceCharset;

/**
 * How records are elements of a document.
 *
 * @param record the local name of the element that is a record; records do not lie within each other
 * @param fields the local names of the elements, or attributes, that are its columns, in the order of the columns
 * @param nullText the text that means null; an absent element and {@code xsi:nil} always do
 */
public record XmlRecords(SourceCharset charset, String record, List<String> fields, String nullText, int maxRecordBytes)
        implements RecordFormat {

    public XmlRecords {
        fields = List.copyOf(fields);
        if (record.isEmpty() || fields.isEmpty()) {
            throw new IllegalArgumentException("a record has a name and at least one field");
        }
    }

    @Override
    public RecordCursor newCursor() {
        return new XmlCursor(this);
    }
}
