package org.catalogsync.devstack.erp;

import java.io.IOException;
import java.util.List;

/** What the ERP knows of its volumes. Safe for use by many threads. */
interface Catalogue extends AutoCloseable {

    /**
     * The rows of those keys, in the catalogue's own order; no row for a key that it does not have.
     *
     * @throws IOException where it cannot be read now
     */
    List<Volume> volumes(List<Long> keys) throws IOException;

    /** What it is and how large, for people. */
    String description();

    @Override
    void close() throws IOException;
}
