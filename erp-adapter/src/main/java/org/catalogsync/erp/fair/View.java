package org.catalogsync.erp.fair;

import java.util.Collection;
import java.util.List;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;

/** The ERP for questions of one priority. */
record View(FairErp erp, Priority priority) implements Erp {

    @Override
    public Erp at(Priority other) {
        return new View(erp, other);
    }

    @Override
    public int batchLimit() {
        return erp.batchLimit();
    }

    @Override
    public StockAnswers stock(Isbn isbn, Deadline deadline) {
        return erp.stock(List.of(isbn), priority, deadline);
    }

    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline) {
        return erp.stock(isbns, priority, deadline);
    }

    @Override
    public ErpStatus status() {
        return erp.status();
    }

    @Override
    public void close() {
        // Whoever opened the ERP closes it.
    }
}
