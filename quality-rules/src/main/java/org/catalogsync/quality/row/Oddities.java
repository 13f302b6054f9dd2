package org.catalogsync.quality.row;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.legacy.StockStatuses;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.MappedRow;
import org.catalogsync.model.mapping.Reading;
import org.catalogsync.model.mapping.Remark;
import org.jspecify.annotations.Nullable;

/** Everything worth a warning about an accepted row. */
final class Oddities {
    private static final Field[] FIELDS = Field.values();

    private final MappedRow row;
    private @Nullable List<Warning> warnings; // nearly every row has none

    private Oddities(MappedRow row) {
        this.row = row;
    }

    static List<Warning> of(MappedRow row, Product product) {
        return new Oddities(row).all(product);
    }

    private List<Warning> all(Product product) {
        for (Field field : FIELDS) {
            reading(field, row.of(field));
        }
        status(product);
        return warnings == null ? List.of() : List.copyOf(warnings);
    }

    private void reading(Field field, Reading<?> reading) {
        if (reading instanceof Reading.Unreadable<?> unreadable) {
            warn(unreadable(field), field, unreadable.expected());
        } else if (reading instanceof Reading.Value<?> value && !value.remarks().isEmpty()) {
            value.remarks().forEach(remark -> warn(of(remark), field, "characters that every system shows"));
        }
    }

    private void status(Product product) {
        StockStatus code = row.statusCode().orNull();
        if (code == null || code == product.stockStatus()) {
            return;
        }
        boolean unknown = code == StockStatus.UNKNOWN;
        warn(
                unknown ? RowWarning.STATUS_UNKNOWN : RowWarning.STATUS_DISAGREES,
                Field.STATUS_CODE,
                unknown
                        ? "01, 02, 03 or 04"
                        : StockStatuses.ofQuantity(product.quantityAvailable()).wire() + " for a quantity of "
                                + product.quantityAvailable());
    }

    private void warn(RowWarning kind, Field field, String expected) {
        if (warnings == null) {
            warnings = new ArrayList<>(2);
        }
        warnings.add(new Warning(kind, field, row.mapping().columnName(field), Excerpt.of(row.text(field)), expected));
    }

    private static RowWarning of(Remark remark) {
        return switch (remark) {
            case PRIVATE_USE_CHARACTER -> RowWarning.PRIVATE_USE_CHARACTER;
            case REPLACEMENT_CHARACTER -> RowWarning.REPLACEMENT_CHARACTER;
        };
    }

    private static RowWarning unreadable(Field field) {
        return switch (field) {
            case TITLE_KANA -> RowWarning.KANA_UNREADABLE;
            case AUTHOR -> RowWarning.AUTHOR_UNREADABLE;
            case GENRE -> RowWarning.GENRE_UNREADABLE;
            case STATUS_CODE -> RowWarning.STATUS_UNREADABLE;
            case PRICE_JPY -> RowWarning.PRICE_UNREADABLE;
            case LAST_RESTOCK_DATE -> RowWarning.RESTOCK_DATE_UNREADABLE;
            case RESTOCK_ETA_DAYS -> RowWarning.ETA_UNREADABLE;
            case UPDATED_AT -> RowWarning.UPDATED_AT_UNREADABLE;
            case ISBN, TITLE, QUANTITY, WAREHOUSE ->
                throw new IllegalStateException("accepted without the required field " + field.wire());
        };
    }
}
