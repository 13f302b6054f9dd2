package org.catalogsync.erp.transport;

import java.net.URI;
import java.time.Duration;
import org.catalogsync.erp.Deadline;

/**
 * The way to the ERP's one endpoint. An implementation sends each message at most once: it follows no redirect, answers no challenge and tries nothing again. Safe for use by many threads.
 */
public interface Transport extends AutoCloseable {

    /**
     * Posts a message and waits for the whole answer, until the deadline at most. Never throws for what the network or the ERP does.
     *
     * @param deadline holds for everything: a free connection, the connection, the answer's head and its last byte
     */
    Exchange post(SoapMessage message, Deadline deadline);

    /**
     * The same.
     *
     * @param sent told once the message is on its way, or will not be any more; maybe more than once
     */
    default Exchange post(SoapMessage message, Deadline deadline, Runnable sent) {
        try {
            return post(message, deadline);
        } finally {
            sent.run();
        }
    }

    /** Whether an address answers with a success in that time, its body included; for a gauge. */
    boolean answers(URI address, Duration within);

    @Override
    void close();
}
