package org.catalogsync.cdc.doctor;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.decode.KplRecords;
import org.catalogsync.cdc.decode.KplRecords.UserRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A record as it stands, beside what the stream's own decoder makes of it: the decoder tells what will happen, the text tells which setting is behind it.
 *
 * @param json missing where it is no JSON
 */
record Seen(String partitionKey, Instant arrived, JsonNode json, List<Decoded> ends) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static List<Seen> of(Sampled sampled, Decoder decoder) {
        return switch (KplRecords.unpack(sampled.data())) {
            case KplRecords.Unpacked.Broken broken ->
                List.of(new Seen(
                        sampled.partitionKey(),
                        sampled.arrived(),
                        MissingNode.getInstance(),
                        List.of(broken.poison())));
            case KplRecords.Unpacked.Records records ->
                records.records().stream()
                        .map(record -> of(record, sampled, decoder))
                        .toList();
        };
    }

    private static Seen of(UserRecord record, Sampled sampled, Decoder decoder) {
        String key = record.partitionKey();
        return new Seen(
                key == null ? sampled.partitionKey() : key,
                sampled.arrived(),
                parse(record.data()),
                decoder.decode(record.data()));
    }

    private static JsonNode parse(byte[] data) {
        try {
            return JSON.readTree(data);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    boolean isObject() {
        return json.isObject();
    }

    /** Null where the decoder made something of it. */
    Decoded.@Nullable Poison poison() {
        for (Decoded end : ends) {
            if (end instanceof Decoded.Poison poison) {
                return poison;
            }
        }
        return null;
    }

    /** Whether it is a row of one of these tables, in any schema. */
    boolean isRowOf(Set<String> foldedTables) {
        String type = metadata("record-type");
        return (type == null || type.equals("data"))
                && foldedTables.contains(String.valueOf(metadata("table-name")).toLowerCase(Locale.ROOT))
                && Set.of("load", "insert", "update", "delete").contains(operation());
    }

    String operation() {
        return String.valueOf(metadata("operation")).toLowerCase(Locale.ROOT);
    }

    /** Null where it is missing, null or empty. */
    @Nullable
    String metadata(String name) {
        JsonNode value = json.path("metadata").path(name);
        String text = value.isValueNode() && !value.isNull() ? value.asString("") : "";
        return text.isEmpty() ? null : text;
    }

    /** The columns that a part of the record has, folded; be they null. */
    Set<String> columns(String part) {
        Set<String> names = new HashSet<>();
        json.path(part).propertyNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    boolean hasNull() {
        for (JsonNode value : json.path("data")) {
            if (value.isNull()) {
                return true;
            }
        }
        return false;
    }

    /** The row's ISBN as the decoder reads it; null where it reads none, or two since the key changed. */
    @Nullable
    String row() {
        return ends.size() == 1 && ends.getFirst() instanceof Decoded.Change change
                ? change.incoming().isbn().value()
                : null;
    }
}
