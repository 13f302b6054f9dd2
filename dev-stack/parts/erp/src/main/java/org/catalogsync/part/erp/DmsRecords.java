package org.catalogsync.part.erp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Says in DMS's words what Debezium says in its own, with the task settings IncludeTransactionDetails, IncludeNullAndEmpty,
 * before images and the primary key as partition key.
 *
 * <p>Keeps count within a transaction, and so wants its records in order and, after a start, from a transaction's beginning.
 */
final class DmsRecords {

    static final String SCHEMA = "erp";
    static final String TABLE = "PRODUCTS";
    static final String KEY = "ISBN";

    private static final String TRANSACTIONS = "erp.transaction";
    private static final String HEARTBEATS = "__debezium-heartbeat.erp";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private boolean inTransaction;
    private int counted;

    /** The first half of a change of key, of which Debezium makes two records and DMS one. */
    private SourceRecord leaving;

    DmsRecords(Clock clock) {
        this.clock = clock;
    }

    /** What DMS sends when a task starts, whether or not it has been there before. */
    List<Message> taskStart() {
        return List.of(
                control("drop-table", SCHEMA, TABLE),
                control("create-table", SCHEMA, TABLE),
                control("create-table", "", "awsdms_apply_exceptions"));
    }

    /** The message that a record makes; none for the marks between transactions and for the first half of a change of key. */
    Optional<Message> of(SourceRecord record) {
        return switch (record.topic()) {
            case HEARTBEATS -> Optional.empty();
            case TRANSACTIONS -> {
                mark((Struct) record.value());
                yield Optional.empty();
            }
            default -> Optional.ofNullable(change(record));
        };
    }

    /** Whether all that was read belongs to transactions that have been read to their end. */
    boolean atBoundary() {
        return !inTransaction;
    }

    private void mark(Struct mark) {
        inTransaction = mark.getString("status").equals("BEGIN");
        if (inTransaction) {
            counted = 0;
            leaving = null;
        }
    }

    private Message change(SourceRecord record) {
        Struct value = (Struct) record.value();
        Struct before = value.getStruct("before");
        Struct after = value.getStruct("after");
        return switch (value.getString("op")) {
            case "r" -> message("load", record, after, null);
            case "c" ->
                arrivesFromAnotherKey(record)
                        ? message("update", record, after, takeLeaving())
                        : message("insert", record, after, null);
            case "u" -> message("update", record, after, before);
            case "d" -> {
                if (header(record, "__debezium.newkey") != null) {
                    leaving = record;
                    yield null;
                }
                yield message("delete", record, before, before);
            }
            default -> throw new IllegalStateException("A change of an unknown kind: " + value);
        };
    }

    private boolean arrivesFromAnotherKey(SourceRecord record) {
        Struct old = header(record, "__debezium.oldkey");
        if (old == null) {
            return false;
        }
        if (leaving == null || !old.equals(leaving.key())) {
            throw new IllegalStateException("A row came from key " + old + ", from where none had left: " + record);
        }
        return true;
    }

    private Struct takeLeaving() {
        Struct before = ((Struct) leaving.value()).getStruct("before");
        leaving = null;
        return before;
    }

    private Message message(String operation, SourceRecord record, Struct data, Struct beforeImage) {
        Struct source = ((Struct) record.value()).getStruct("source");
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.set("data", image(data));
        if (beforeImage != null) {
            message.set("before-image", image(beforeImage));
        }
        ObjectNode metadata =
                metadata("data", operation, "primary-key", source.getString("db"), source.getString("table"));
        if (!operation.equals("load")) {
            // The statement's second, which is the commit's unless a transaction takes long. The mark of its beginning
            // would tell the second of the transaction before it.
            Instant executed = Instant.ofEpochMilli(source.getInt64("ts_ms"));
            metadata.put("commit-timestamp", DmsValue.timestamp(executed));
            metadata.put("stream-position", position(source));
            metadata.put("transaction-id", transaction(source));
            metadata.put("transaction-record-id", ++counted);
            metadata.put("prev-transaction-id", 0);
            metadata.put("prev-transaction-record-id", 0);
        }
        message.set("metadata", metadata);
        return new Message(data.getString(KEY), text(message));
    }

    private Message control(String operation, String schema, String table) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.set("metadata", metadata("control", operation, "task-id", schema, table));
        return new Message("catalog-sync-dev", text(message));
    }

    private ObjectNode metadata(String recordType, String operation, String keyType, String schema, String table) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", DmsValue.timestamp(clock.instant()))
                .put("record-type", recordType)
                .put("operation", operation)
                .put("partition-key-type", keyType)
                .put("schema-name", schema)
                .put("table-name", table);
    }

    private static ObjectNode image(Struct row) {
        ObjectNode image = JsonNodeFactory.instance.objectNode();
        for (Field field : row.schema().fields()) {
            image.set(field.name(), DmsValue.of(field.schema(), row.get(field)));
        }
        return image;
    }

    /**
     * Where the transaction begins. DMS tells the event, its end and the transaction; Debezium tells MariaDB's transactions
     * only, so all three are the same here, and the number within the transaction orders its records.
     */
    private static String position(Struct source) {
        String file = source.getString("file");
        long place = source.getInt64("pos");
        return file + ":" + place + ":-1:" + place + ":0:" + file + ":" + place;
    }

    /** The last number of MariaDB's domain-server-sequence. */
    private static long transaction(Struct source) {
        String gtid = source.getString("gtid");
        return Long.parseLong(gtid.substring(gtid.lastIndexOf('-') + 1));
    }

    private static Struct header(SourceRecord record, String name) {
        Header header = record.headers().lastWithName(name);
        return header == null ? null : (Struct) header.value();
    }

    private static String text(ObjectNode message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
