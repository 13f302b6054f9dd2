package org.catalogsync.erp;

import java.time.InstantSource;
import java.util.Collection;
import org.catalogsync.erp.soap.SoapErp;
import org.catalogsync.erp.transport.HttpTransport;
import org.catalogsync.model.Isbn;

/**
 * The legacy ERP, as the rest of the system sees it. A call makes at most one exchange and none once its deadline is over; it never throws for what the ERP or the network does, and it never tries again: that is for the caller, who knows
 * the rate that all share. Safe for use by many threads.
 */
public interface Erp extends AutoCloseable {

    /** The ERP over SOAP, reached by HTTP. Opens no connection yet. */
    static Erp open(ErpSettings settings, CredentialSource credentials) {
        return SoapErp.over(HttpTransport.open(settings), settings, credentials, InstantSource.system());
    }

    /** How many ISBNs one call may ask for, at least 1. */
    int batchLimit();

    /** What the ERP says of one ISBN. */
    StockAnswers stock(Isbn isbn, Deadline deadline);

    /**
     * What the ERP says of several ISBNs, in one exchange: each has exactly one answer, in the order in which it was asked first.
     *
     * @throws IllegalArgumentException for none, or for more than {@link #batchLimit} different ones
     */
    StockAnswers stock(Collection<Isbn> isbns, Deadline deadline);

    @Override
    void close();
}
