package org.catalogsync.model.mapping;

import java.time.ZoneId;
import java.util.List;

/** The converters that a declaration can name. */
public final class Converters {
    private static final List<String> NAMES =
            List.of("isbn", "text", "kana", "count", "yen", "date", "timestamp", "warehouse", "status", "eta");

    private Converters() {}

    /** All names, in the order of the documentation. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * @param name one of {@link #names}
     * @param zone where the source's clocks hang; only {@code timestamp} asks for it
     * @throws IllegalArgumentException for another name, listing those that exist
     */
    public static Converter<?> named(String name, ZoneId zone) {
        return switch (name) {
            case "isbn" -> new IsbnConverter();
            case "text" -> new TextConverter();
            case "kana" -> new KanaConverter();
            case "count" -> new CountConverter();
            case "yen" -> new YenConverter();
            case "date" -> new DateConverter();
            case "timestamp" -> new TimestampConverter(zone);
            case "warehouse" -> new WarehouseConverter();
            case "status" -> new StatusConverter();
            case "eta" -> new EtaConverter();
            default ->
                throw new IllegalArgumentException(
                        "no converter is named '" + name + "'; the converters are " + String.join(", ", NAMES));
        };
    }
}
