package org.catalogsync.erp.stock;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.catalogsync.model.mapping.ColumnRule;
import org.catalogsync.model.mapping.Converters;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.FieldMapping;
import org.jspecify.annotations.Nullable;

/** The elements of a StockItem, read by the converters of the nightly job: an oddity means the same on every way in. */
public enum StockField {
    ISBN(0, "ISBN", Field.ISBN, "isbn"),
    TITLE(1, "Title", Field.TITLE, "text"),
    QUANTITY(2, "Quantity", Field.QUANTITY, "count"),
    WAREHOUSE(3, "WarehouseCode", Field.WAREHOUSE, "warehouse"),
    STATUS(4, "StatusCode", Field.STATUS_CODE, "status"),
    LAST_RESTOCK(5, "LastRestockDate", Field.LAST_RESTOCK_DATE, "date"),
    PRICE(6, "PriceJPY", Field.PRICE_JPY, "yen"),
    RESTOCK_ETA(7, "RestockETADays", Field.RESTOCK_ETA_DAYS, "eta");

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final List<StockField> ALL = List.of(values());
    private static final FieldMapping MAPPING = FieldMapping.of(
            ALL.size(),
            Arrays.stream(values())
                    .map(field -> new ColumnRule(
                            field.column, field.element, field.field, Converters.named(field.converter, TOKYO)))
                    .toList());

    private final int column;
    private final String element;
    private final Field field;
    private final String converter;

    StockField(int column, String element, Field field, String converter) {
        this.column = column;
        this.element = element;
        this.field = field;
        this.converter = converter;
    }

    /** The element's local name. */
    public String element() {
        return element;
    }

    /** The field of an element, null for one that the contract does not know. */
    public static @Nullable StockField ofElement(String localName) {
        for (StockField field : ALL) {
            if (field.element.equals(localName)) {
                return field;
            }
        }
        return null;
    }

    /** Its place in a row. */
    int column() {
        return column;
    }

    Field field() {
        return field;
    }

    static int count() {
        return ALL.size();
    }

    static FieldMapping mapping() {
        return MAPPING;
    }
}
