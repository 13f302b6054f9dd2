package org.catalogsync.model.legacy;

import org.catalogsync.model.StockStatus;

/** The ERP's stock codes, and how code and quantity are reconciled. */
public final class StockStatuses {
    /** The largest quantity that is still called low. */
    public static final int LOW_STOCK_MAX = 5;

    private StockStatuses() {}

    /** What a code says: 01 in stock, 02 low, 03 out, 04 pre-order, with or without the leading zero; otherwise unknown. */
    public static StockStatus ofCode(String code) {
        return switch (LegacyNumber.parse(code)) {
            case 1 -> StockStatus.IN_STOCK;
            case 2 -> StockStatus.LOW_STOCK;
            case 3 -> StockStatus.OUT_OF_STOCK;
            case 4 -> StockStatus.PRE_ORDER;
            default -> StockStatus.UNKNOWN;
        };
    }

    /** What a quantity says. */
    public static StockStatus ofQuantity(int quantity) {
        if (quantity == 0) {
            return StockStatus.OUT_OF_STOCK;
        }
        return quantity <= LOW_STOCK_MAX ? StockStatus.LOW_STOCK : StockStatus.IN_STOCK;
    }

    /** The status to show: pre-order where the code says so, since no quantity can; otherwise the quantity decides. */
    public static StockStatus decide(StockStatus code, int quantity) {
        return code == StockStatus.PRE_ORDER ? code : ofQuantity(quantity);
    }
}
