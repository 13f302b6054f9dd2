package org.catalogsync.cdc.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.decode.Decoded.Change;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.cdc.decode.DmsColumns.Feeds;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.mapping.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Records as DMS writes them of the ERP's product table. */
final class Fixtures {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String ISBN = "978-4-06-519321-1";
    static final String OTHER_ISBN = "9784088827513";
    static final String COMMITTED = "2024-07-29T00:58:17.974340Z";
    static final String WRITTEN = "2024-07-29T00:58:17.983670Z";
    static final long EPOCH = 3;
    static final Duration LOAD_MARGIN = Duration.ofHours(24);

    private Fixtures() {}

    static Map<String, Feeds> declaration() {
        Map<String, Feeds> columns = new LinkedHashMap<>();
        columns.put("ISBN", new Feeds(Field.ISBN, "isbn"));
        columns.put("TITLE", new Feeds(Field.TITLE, "text"));
        columns.put("TITLE_KANA", new Feeds(Field.TITLE_KANA, "kana"));
        columns.put("AUTHOR", new Feeds(Field.AUTHOR, "text"));
        columns.put("GENRE", new Feeds(Field.GENRE, "text"));
        columns.put("QTY", new Feeds(Field.QUANTITY, "count"));
        columns.put("WAREHOUSE_CD", new Feeds(Field.WAREHOUSE, "warehouse"));
        columns.put("STATUS_CD", new Feeds(Field.STATUS_CODE, "status"));
        columns.put("PRICE_JPY", new Feeds(Field.PRICE_JPY, "yen"));
        columns.put("LAST_RESTOCK_DT", new Feeds(Field.LAST_RESTOCK_DATE, "date"));
        columns.put("RESTOCK_ETA_DAYS", new Feeds(Field.RESTOCK_ETA_DAYS, "eta"));
        columns.put("UPDATED_AT", new Feeds(Field.UPDATED_AT, "timestamp"));
        return columns;
    }

    static DmsColumns columns() {
        return new DmsColumns(declaration(), ZoneId.of("Asia/Tokyo"));
    }

    static DmsDecoder decoder(PositionFormat positions, DecodeObserver observer) {
        DmsTable table = new DmsTable("erp", java.util.Set.of("PRODUCTS", "INVENTORY"));
        return new DmsDecoder(table, columns(), EPOCH, positions, LOAD_MARGIN, observer);
    }

    static DmsDecoder decoder() {
        return decoder(PositionFormat.AUTO, DecodeObserver.NONE);
    }

    /** A whole row that every rule accepts. */
    static Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("ISBN", ISBN);
        row.put("TITLE", "進撃の巨人 (34)");
        row.put("TITLE_KANA", "シンゲキノキョジン");
        row.put("AUTHOR", "諫山創");
        row.put("GENRE", null);
        row.put("QTY", 12);
        row.put("WAREHOUSE_CD", "TK01");
        row.put("STATUS_CD", "01");
        row.put("PRICE_JPY", 550);
        row.put("LAST_RESTOCK_DT", "2024-07-01");
        row.put("RESTOCK_ETA_DAYS", 3);
        row.put("UPDATED_AT", "2024-07-29 09:58:17");
        return row;
    }

    static Map<String, @Nullable Object> row(String column, @Nullable Object value) {
        Map<String, @Nullable Object> row = row();
        row.put(column, value);
        return row;
    }

    static Map<String, @Nullable Object> metadata(String operation) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("timestamp", WRITTEN);
        metadata.put("record-type", "data");
        metadata.put("operation", operation);
        metadata.put("partition-key-type", "schema-table");
        metadata.put("schema-name", "ERP");
        metadata.put("table-name", "PRODUCTS");
        metadata.put("transaction-id", 1139);
        if (!operation.equals("load")) {
            metadata.put("commit-timestamp", COMMITTED);
            metadata.put("stream-position", "mysql-bin-changelog.000123:4567");
            metadata.put("transaction-record-id", 7);
        }
        return metadata;
    }

    static Map<String, @Nullable Object> metadata(String operation, String key, @Nullable Object value) {
        Map<String, @Nullable Object> metadata = metadata(operation);
        metadata.put(key, value);
        return metadata;
    }

    static byte[] json(Map<String, ? extends @Nullable Object> record) {
        return JSON.writeValueAsBytes(record);
    }

    static byte[] record(Map<String, ?> data, Map<String, ?> metadata) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("data", data);
        record.put("metadata", metadata);
        return json(record);
    }

    static byte[] record(Map<String, ?> data, Map<String, ?> before, Map<String, ?> metadata) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("data", data);
        record.put("before-image", before);
        record.put("metadata", metadata);
        return json(record);
    }

    static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    static Decoded only(List<Decoded> ends) {
        if (ends.size() != 1) {
            throw new AssertionError("expected one end, found " + ends);
        }
        return ends.get(0);
    }

    static Change change(List<Decoded> ends) {
        return assertInstanceOf(Change.class, only(ends));
    }

    static Poison poison(List<Decoded> ends) {
        return assertInstanceOf(Poison.class, only(ends));
    }

    static SourceVersion.Change version(Change change) {
        return (SourceVersion.Change) change.incoming().version();
    }
}
