package org.catalogsync.model.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;

/** A canonical field that a source column can feed. */
public enum Field {
    ISBN(Isbn.class, true),
    TITLE(String.class, true),
    TITLE_KANA(String.class, false),
    AUTHOR(String.class, false),
    GENRE(String.class, false),
    QUANTITY(Integer.class, true),
    WAREHOUSE(String.class, true),
    /** What the source's stock code says; {@link StockStatus#UNKNOWN} for a code that nobody documented. */
    STATUS_CODE(StockStatus.class, false),
    PRICE_JPY(Integer.class, false),
    LAST_RESTOCK_DATE(LocalDate.class, false),
    RESTOCK_ETA_DAYS(Integer.class, false),
    /** When the source last touched the row; chooses between two rows of one ISBN and is never stored. */
    UPDATED_AT(Instant.class, false);

    private final Class<?> type;
    private final boolean required;
    private final String wire = name().toLowerCase(Locale.ROOT);

    Field(Class<?> type, boolean required) {
        this.type = type;
        this.required = required;
    }

    /** The spelling used in declarations and reports. */
    public String wire() {
        return wire;
    }

    /** What a converter for this field must yield. */
    public Class<?> type() {
        return type;
    }

    /** Whether a row without it is rejected, and a mapping without it is refused. */
    public boolean required() {
        return required;
    }

    /** The field of a wire name. */
    public static Field named(String wire) {
        for (Field field : values()) {
            if (field.wire.equals(wire)) {
                return field;
            }
        }
        StringBuilder names = new StringBuilder();
        for (Field field : values()) {
            names.append(names.isEmpty() ? "" : ", ").append(field.wire);
        }
        throw new IllegalArgumentException("no field is named '" + wire + "'; the fields are " + names);
    }
}
