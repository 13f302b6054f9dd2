package org.catalogsync.erp;

/** Whose turn it is after a failure. Decides about trying again, and about what a circuit breaker counts. */
public enum FailureClass {
    /** The way to the ERP, or the ERP's own word for later: no connection, silence, a cut answer, HTTP 429, 502, 503 and 504. Looking again is safe. */
    RETRYABLE,
    /** The ERP says that the question is wrong; so will it say of the same question again. */
    FAULT_CLIENT,
    /** The ERP failed over the question. */
    FAULT_SERVER,
    /** The credentials were refused, or cannot be sent. New ones may help, the same ones will not. */
    AUTH,
    /** The ERP works and its answer is odd: no reason to call it less, nor to call it again at once. */
    DATA
}
