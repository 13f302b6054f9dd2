package org.catalogsync.quality.row;

import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.legacy.StockStatuses;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.MappedRow;

/** Judges rows one by one. Stateless: the same row has the same verdict wherever and whenever it is judged. */
public final class RowRules {
    /** The longest title, in Unicode characters after normalisation. */
    public static final int TITLE_MAX = 500;

    private RowRules() {}

    /** A product if every rule holds, otherwise every rule that does not. */
    public static RowVerdict judge(MappedRow row) {
        Isbn isbn = row.isbn().orNull();
        String title = row.title().orNull();
        Integer quantity = row.quantity().orNull();
        String warehouse = row.warehouse().orNull();
        String sourceKey = row.text(Field.ISBN);
        if (isbn == null
                || sourceKey == null
                || title == null
                || isTooLong(title)
                || quantity == null
                || quantity < 0
                || warehouse == null) {
            return new RowVerdict.Rejected(new Objections(row).all(), isbn, sourceKey);
        }
        return accept(row, isbn, title, quantity, warehouse, sourceKey);
    }

    /** Counts characters only where the text could have too many of them. */
    static boolean isTooLong(String title) {
        return title.length() > TITLE_MAX && title.codePointCount(0, title.length()) > TITLE_MAX;
    }

    private static RowVerdict accept(
            MappedRow row, Isbn isbn, String title, int quantity, String warehouse, String sourceKey) {
        StockStatus code = row.statusCode().orNull();
        Product product = new Product(
                isbn,
                title,
                row.titleKana().orNull(),
                row.author().orNull(),
                row.genre().orNull(),
                quantity,
                code == null ? StockStatuses.ofQuantity(quantity) : StockStatuses.decide(code, quantity),
                row.priceJpy().orNull(),
                warehouse,
                row.lastRestockDate().orNull(),
                row.restockEtaDays().orNull());
        return new RowVerdict.Accepted(product, sourceKey, row.updatedAt().orNull(), Oddities.of(row, product));
    }
}
