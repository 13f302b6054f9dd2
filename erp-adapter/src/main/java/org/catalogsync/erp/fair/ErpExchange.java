package org.catalogsync.erp.fair;

import java.util.Collection;
import java.util.List;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;

/** The ERP, asked at once and once: a call makes one exchange, or none once its deadline is over. It never throws for what the ERP or the network does. */
public interface ErpExchange extends AutoCloseable {

    /** How many ISBNs one exchange may ask for, at least 1. */
    int batchLimit();

    /**
     * Each ISBN has exactly one answer, in the order in which it was asked first.
     *
     * @throws IllegalArgumentException for none, or for more than {@link #batchLimit} different ones
     */
    StockAnswers stock(Collection<Isbn> isbns, Deadline deadline);

    /**
     * The same.
     *
     * @param sent told once the request is on its way, or will not be any more; maybe more than once
     */
    default StockAnswers stock(Collection<Isbn> isbns, Deadline deadline, Runnable sent) {
        try {
            return stock(isbns, deadline);
        } finally {
            sent.run();
        }
    }

    default StockAnswers stock(Isbn isbn, Deadline deadline) {
        return stock(List.of(isbn), deadline);
    }

    @Override
    void close();
}
