package org.catalogsync.model.mapping;

import java.time.Instant;
import java.time.LocalDate;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/** A row with each canonical field read, beside the texts that it was read from. Immutable. */
public final class MappedRow {
    private final FieldMapping mapping;
    private final int columns;
    private final @Nullable String flaw;
    private final @Nullable String[] texts;
    private final Reading<?>[] readings;

    MappedRow(
            FieldMapping mapping, int columns, @Nullable String flaw, @Nullable String[] texts, Reading<?>[] readings) {
        this.mapping = mapping;
        this.columns = columns;
        this.flaw = flaw;
        this.texts = texts;
        this.readings = readings;
    }

    /** The rules that it was read by. */
    public FieldMapping mapping() {
        return mapping;
    }

    /** How many columns the row had. */
    public int columns() {
        return columns;
    }

    /** What is wrong with the row as a whole, one reason a line; all its fields are then absent, except for an ISBN that could be found. Null where nothing is. */
    public @Nullable String flaw() {
        return flaw;
    }

    /** Whether the row has the declared width; otherwise all its fields are absent, except for an ISBN that could be found. */
    public boolean hasExpectedColumns() {
        return columns == mapping.expectedColumns();
    }

    /** What the source wrote for a field, null where it wrote its null or where no column feeds the field. */
    public @Nullable String text(Field field) {
        return texts[field.ordinal()];
    }

    public Reading<Isbn> isbn() {
        return reading(Field.ISBN);
    }

    public Reading<String> title() {
        return reading(Field.TITLE);
    }

    public Reading<String> titleKana() {
        return reading(Field.TITLE_KANA);
    }

    public Reading<String> author() {
        return reading(Field.AUTHOR);
    }

    public Reading<String> genre() {
        return reading(Field.GENRE);
    }

    /** May be negative: that is for the rules to judge. */
    public Reading<Integer> quantity() {
        return reading(Field.QUANTITY);
    }

    public Reading<String> warehouse() {
        return reading(Field.WAREHOUSE);
    }

    public Reading<StockStatus> statusCode() {
        return reading(Field.STATUS_CODE);
    }

    public Reading<Integer> priceJpy() {
        return reading(Field.PRICE_JPY);
    }

    public Reading<LocalDate> lastRestockDate() {
        return reading(Field.LAST_RESTOCK_DATE);
    }

    public Reading<Integer> restockEtaDays() {
        return reading(Field.RESTOCK_ETA_DAYS);
    }

    public Reading<Instant> updatedAt() {
        return reading(Field.UPDATED_AT);
    }

    /** The reading of any field, of {@link Field#type()}. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // FieldMapping checked each converter's type against its field
    private <T> Reading<T> reading(Field field) {
        return (Reading<T>) readings[field.ordinal()];
    }

    /** The reading of any field where its type does not matter. */
    public Reading<?> of(Field field) {
        return readings[field.ordinal()];
    }
}
