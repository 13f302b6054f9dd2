package org.catalogsync.sync.transform;

import java.io.ByteArrayOutputStream;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.quality.row.Violation;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.record.RecordCursor;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Collects a block's rejected rows with every reason and their original bytes, so that they can be judged and replayed without the source. */
final class RejectedRows {
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("\n").build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes);

    void add(String file, RowVerdict.Rejected row, RecordCursor cursor) {
        byte[] raw = cursor.rawBytes();
        out.writeStartObject();
        out.writeStringProperty("rule", row.counted().rule().id());
        out.writeStringProperty("file", file);
        out.writeNumberProperty("line", cursor.line());
        out.writeNumberProperty("offset", cursor.offset());
        if (row.key() != null) {
            out.writeStringProperty("isbn", row.key().value());
        }
        out.writeArrayPropertyStart("reasons");
        for (Violation reason : row.reasons()) {
            out.writeStartObject();
            out.writeStringProperty("rule", reason.rule().id());
            out.writeStringProperty("column", reason.column());
            out.writeStringProperty("expected", reason.expected());
            out.writeStringProperty("found", reason.found());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeName("raw");
        out.writeBinary(raw);
        out.writeEndObject();
    }

    void put(ObjectStore objects, String key) {
        out.close();
        if (bytes.size() > 0) {
            bytes.write('\n');
            objects.put(key, bytes.toByteArray());
        }
    }
}
