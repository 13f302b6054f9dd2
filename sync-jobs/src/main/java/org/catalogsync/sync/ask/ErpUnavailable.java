package org.catalogsync.sync.ask;

/** The ERP gave no answer for longer than the deadline allows, or will give none. The run can be restarted; nothing that stayed unanswered counts as missing. */
public final class ErpUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ErpUnavailable(String message) {
        super(message);
    }
}
