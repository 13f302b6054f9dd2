package org.catalogsync.chat.compose;

import java.util.Locale;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.legacy.StockStatuses;

/** What may be said of a volume's stock. The one reading of a fact that templates, prompts and the guard share: where they read it differently, true sentences would be refused. */
enum Standing {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK,
    PRE_ORDER,
    /** Nothing may be said of it, neither a number nor whether there is any. */
    UNKNOWN;

    static Standing of(Fact fact) {
        if (fact.status() == StockStatus.PRE_ORDER) {
            return PRE_ORDER;
        }
        Integer quantity = fact.quantity();
        if (quantity == null || quantity < 0) {
            return UNKNOWN;
        }
        return switch (StockStatuses.ofQuantity(quantity)) {
            case IN_STOCK -> IN_STOCK;
            case LOW_STOCK -> LOW_STOCK;
            case OUT_OF_STOCK -> OUT_OF_STOCK;
            case PRE_ORDER -> PRE_ORDER;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether copies are there. */
    boolean isInStock() {
        return this == IN_STOCK || this == LOW_STOCK;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
