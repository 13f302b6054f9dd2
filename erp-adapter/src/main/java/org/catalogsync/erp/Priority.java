package org.catalogsync.erp;

/** Whose question goes first while the ERP's rate is what everybody waits for. In the order of their rights. */
public enum Priority {
    /** A person waits for the answer. */
    CUSTOMER,
    /** The answer brings something up to date that is already answered from: a hint of the stream, a cache. */
    REFRESH,
    /** A whole extract. Takes what the others leave. */
    BULK
}
