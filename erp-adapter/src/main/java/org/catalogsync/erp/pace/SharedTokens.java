package org.catalogsync.erp.pace;

import org.catalogsync.erp.Priority;

/** Tokens that all processes take from. Each call is over within a fraction of a second. */
interface SharedTokens extends AutoCloseable {

    /**
     * Connects where there is no connection, and compares clocks.
     *
     * @throws RuntimeException where it cannot be reached
     */
    void reach();

    /**
     * As {@link Pace#take}.
     *
     * @throws RuntimeException where it cannot be reached; a token may be lost then
     */
    long take(Priority priority);

    @Override
    void close();
}
