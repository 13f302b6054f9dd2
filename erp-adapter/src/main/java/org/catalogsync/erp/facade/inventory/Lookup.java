package org.catalogsync.erp.facade.inventory;

import java.util.List;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;

/** Asks the ERP for any number of ISBNs; how many exchanges that takes, and when, is the adapter's. */
final class Lookup {
    private final Erp erp;

    Lookup(Erp erp) {
        this.erp = erp;
    }

    /** One answer for each, in the order of the question. */
    List<StockAnswer> of(List<Isbn> isbns, Deadline deadline) {
        return isbns.isEmpty()
                ? List.of()
                : List.copyOf(erp.stock(isbns, deadline).byIsbn().values());
    }
}
