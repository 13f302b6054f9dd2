package org.catalogsync.cdc.generate;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a change as DMS does with transaction details, before-images and nulls, in one line. Not thread-safe. */
final class DmsWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String[] AUTHORS = {"試験 一郎", "試験 花子", "見本 次郎", "仮名 あおい"};
    private static final String[] GENRES = {"少年", "少女", "青年"};

    private final String table;
    private final ZoneId zone;
    private final String log;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
    private Instant lastSecond = Instant.MIN;
    private String lastLocal = "";

    /** @param log the name of the source's log file */
    DmsWriter(String table, ZoneId zone, String log) {
        this.table = table;
        this.zone = zone;
        this.log = log;
    }

    /** A row as it stands: the book's number gives all that never changes. */
    record Row(int book, String isbn, int quantity) {}

    byte[] write(String operation, Row data, @Nullable Row before, long position, Instant at) {
        bytes.reset();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("data");
            row(json, data, at);
            if (before != null) {
                json.writeName("before-image");
                row(json, before, at);
            }
            json.writeName("metadata");
            metadata(json, operation, position, at);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void row(JsonGenerator json, Row row, Instant at) {
        int quantity = row.quantity();
        json.writeStartObject();
        json.writeStringProperty("ISBN", row.isbn());
        json.writeStringProperty("TITLE", "負荷試験 " + (row.book() / 10 + 1) + " 第" + (row.book() % 10 + 1) + "巻");
        json.writeNullProperty("TITLE_KANA");
        json.writeStringProperty("AUTHOR", AUTHORS[row.book() % AUTHORS.length]);
        json.writeStringProperty("GENRE", GENRES[row.book() % GENRES.length]);
        json.writeNumberProperty("QTY", quantity);
        json.writeStringProperty("WAREHOUSE_CD", "TK01");
        json.writeStringProperty("STATUS_CD", quantity == 0 ? "03" : quantity <= 5 ? "02" : "01");
        json.writeNumberProperty("PRICE_JPY", 440 + row.book() % 40 * 11);
        json.writeStringProperty("LAST_RESTOCK_DT", "2026-01-15");
        json.writeNullProperty("RESTOCK_ETA_DAYS");
        json.writeStringProperty("UPDATED_AT", local(at));
        json.writeEndObject();
    }

    private void metadata(JsonGenerator json, String operation, long position, Instant at) {
        String time = at.toString();
        json.writeStartObject();
        json.writeStringProperty("timestamp", time);
        json.writeStringProperty("record-type", "data");
        json.writeStringProperty("operation", operation);
        json.writeStringProperty("partition-key-type", "primary-key");
        json.writeStringProperty("schema-name", "erp");
        json.writeStringProperty("table-name", table);
        json.writeNumberProperty("transaction-id", position);
        json.writeNumberProperty("transaction-record-id", 1);
        json.writeStringProperty("commit-timestamp", time);
        json.writeStringProperty("stream-position", log + ":" + position);
        json.writeEndObject();
    }

    /** The row's own time has seconds, so it is worked out once for all rows of one. */
    private String local(Instant at) {
        Instant second = Instant.ofEpochSecond(at.getEpochSecond());
        if (!second.equals(lastSecond)) {
            lastSecond = second;
            lastLocal = LOCAL.format(second.atZone(zone));
        }
        return lastLocal;
    }
}
