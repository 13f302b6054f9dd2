package org.catalogsync.cdc.support;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Records as DMS writes them, of the table PRODUCTS. */
public final class Dms {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String operation;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private @Nullable Map<String, @Nullable Object> data;
    private @Nullable Map<String, @Nullable Object> before;

    private Dms(String operation, Instant at) {
        this.operation = operation;
        metadata.put("timestamp", at.toString());
        metadata.put("record-type", "data");
        metadata.put("operation", operation);
        metadata.put("partition-key-type", "primary-key");
        metadata.put("schema-name", "erp");
        metadata.put("table-name", "PRODUCTS");
    }

    /** A change with its place in the binary log. */
    public static Dms change(String operation, long position, Instant at) {
        Dms dms = new Dms(operation, at);
        dms.metadata.put("commit-timestamp", at.toString());
        dms.metadata.put("stream-position", "mysql-bin-changelog.000007:" + position);
        dms.metadata.put("transaction-id", position);
        dms.metadata.put("transaction-record-id", 1);
        return dms;
    }

    /** A row of the initial load. */
    public static Dms load(Instant at) {
        return new Dms("load", at);
    }

    /** A whole row. */
    public static Map<String, @Nullable Object> row(String isbn, String title, int quantity) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("ISBN", isbn);
        row.put("TITLE", title);
        row.put("TITLE_KANA", null);
        row.put("AUTHOR", "尾田 栄一郎");
        row.put("GENRE", "少年");
        row.put("QTY", quantity);
        row.put("WAREHOUSE_CD", "TK01");
        row.put("STATUS_CD", quantity == 0 ? "03" : quantity <= 5 ? "02" : "01");
        row.put("PRICE_JPY", 528);
        row.put("LAST_RESTOCK_DT", "2026-11-01");
        row.put("RESTOCK_ETA_DAYS", null);
        row.put("UPDATED_AT", "2026-11-01 00:00:00");
        return row;
    }

    public Dms data(Map<String, @Nullable Object> row) {
        this.data = row;
        return this;
    }

    public Dms before(Map<String, @Nullable Object> row) {
        this.before = row;
        return this;
    }

    public byte[] bytes() {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("data", data);
        if (before != null) {
            record.put("before-image", before);
        }
        record.put("metadata", metadata);
        return JSON.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return operation + " " + metadata.get("stream-position") + " " + data;
    }
}
