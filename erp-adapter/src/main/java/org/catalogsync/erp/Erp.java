package org.catalogsync.erp;

import java.time.InstantSource;
import java.util.Collection;
import org.catalogsync.erp.fair.FairErp;
import org.catalogsync.erp.pace.Pace;
import org.catalogsync.erp.soap.SoapErp;
import org.catalogsync.erp.transport.HttpTransport;
import org.catalogsync.erp.transport.Transport;
import org.catalogsync.model.Isbn;

/**
 * The legacy ERP, as the rest of the system sees it. Never more is asked of it than it bears, whoever asks: a question waits for its turn within its deadline, questions after one ISBN share an exchange, those that wait ride together, and an
 * ERP that fails is left alone for a while. It never throws for what the ERP or the network does. Safe for use by many threads.
 */
public interface Erp extends AutoCloseable {

    /** As many ISBNs as one question may have. */
    int MOST = 1_000;

    /** The ERP over SOAP, reached by HTTP, for a customer's questions. Looks for Redis at once, and opens no connection to the ERP yet. */
    static Erp open(ErpSettings settings, CredentialSource credentials) {
        return open(settings, credentials, HttpTransport.open(settings));
    }

    /**
     * The same by another way there.
     *
     * @param transport closes with it
     */
    static Erp open(ErpSettings settings, CredentialSource credentials, Transport transport) {
        return FairErp.over(
                SoapErp.over(transport, settings, credentials, InstantSource.system()),
                Pace.of(settings),
                settings,
                transport::answers,
                InstantSource.system());
    }

    /** The same ERP for questions of another priority. Closing the view closes nothing. */
    Erp at(Priority priority);

    /** How many ISBNs ride in one exchange at most, at least 1: whoever has many asks for a multiple of it at a time. */
    int batchLimit();

    /** What the ERP says of one ISBN. */
    StockAnswers stock(Isbn isbn, Deadline deadline);

    /**
     * What the ERP says of several ISBNs, in as many exchanges as it takes: each has exactly one answer, in the order in which it was asked first. What has none by the deadline is unavailable by itself.
     *
     * @throws IllegalArgumentException for none, or for more than {@link #MOST} different ones
     */
    StockAnswers stock(Collection<Isbn> isbns, Deadline deadline);

    ErpStatus status();

    /** Asks nothing more; what waits is told so. */
    @Override
    void close();
}
