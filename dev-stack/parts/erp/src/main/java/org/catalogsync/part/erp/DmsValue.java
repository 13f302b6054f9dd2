package org.catalogsync.part.erp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.connect.data.Schema;

/** A column's value as DMS writes it. */
final class DmsValue {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DmsValue() {}

    static String timestamp(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    static JsonNode of(Schema schema, Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        return switch (schema.name()) {
            case "io.debezium.time.Date" ->
                NODES.textNode(LocalDate.ofEpochDay((Integer) value).toString());
            case "io.debezium.time.Timestamp" -> NODES.textNode(timestamp(Instant.ofEpochMilli((Long) value)));
            case "io.debezium.time.MicroTimestamp" ->
                NODES.textNode(timestamp(Instant.EPOCH.plus(Duration.ofNanos((Long) value * 1_000))));
            case "io.debezium.time.ZonedTimestamp" ->
                NODES.textNode(timestamp(OffsetDateTime.parse((String) value).toInstant()));
            case null, default -> plain(value);
        };
    }

    private static JsonNode plain(Object value) {
        return switch (value) {
            case Short number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case Boolean truth -> NODES.booleanNode(truth);
            default -> NODES.textNode(value.toString());
        };
    }
}
