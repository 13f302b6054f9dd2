package org.catalogsync.erp.soap;

import org.catalogsync.erp.Finding;

/** Ends the reading of a document that is not what it should be. Never leaves this package; without a stack trace, since bad documents come in numbers. */
final class RefusedXml extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    RefusedXml(Finding.Kind kind, String where, String found, String expected) {
        super(found, null, false, false);
        this.finding = new Finding(kind, where, found, expected);
    }

    Finding finding() {
        return finding;
    }
}
