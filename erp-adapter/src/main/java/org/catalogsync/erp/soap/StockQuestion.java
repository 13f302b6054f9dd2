package org.catalogsync.erp.soap;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.catalogsync.model.Isbn;

/**
 * What is asked in one exchange.
 *
 * @param isbns 1 to {@link #MOST}, each once
 * @param warehouse sent with a single ISBN; the batch operation has no place for it
 */
record StockQuestion(List<Isbn> isbns, String warehouse) {
    /** As many as the ERP takes in one batch. */
    static final int MOST = 20;

    StockQuestion {
        isbns = List.copyOf(isbns);
        if (isbns.isEmpty() || isbns.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " ISBNs make a question, not " + isbns.size());
        }
    }

    /** Each ISBN once, in the order in which it came first. */
    static StockQuestion of(Collection<Isbn> isbns, String warehouse) {
        return new StockQuestion(List.copyOf(new LinkedHashSet<>(isbns)), warehouse);
    }

    Operation operation() {
        return isbns.size() == 1 ? Operation.GET_STOCK_LEVEL : Operation.GET_BATCH_STOCK_LEVELS;
    }
}
