package org.catalogsync.erp;

import java.util.Locale;

/**
 * Something odd in an answer.
 *
 * @param where the element or the part of the answer
 * @param found what stands there, cut to a length that a log line can hold; bytes that stand for nothing read {@code <81AD>}
 * @param expected for people
 */
public record Finding(Kind kind, String where, String found, String expected) {
    private static final int LONGEST = 200;

    public Finding {
        found = Excerpt.of(found, LONGEST);
    }

    /** What is odd. Whether it costs the answer is told by where the finding stands. */
    public enum Kind {
        // The document
        NOT_XML,
        /** A fault over one ISBN, while others are answered. */
        FAULT,
        /** XML, or HTML, but no SOAP 1.1 envelope with one answer in it. */
        NOT_SOAP,
        /** A document type, an entity or a processing instruction, which SOAP 1.1 forbids. */
        FORBIDDEN_XML,
        /** Larger, deeper or longer than any answer of the ERP is. */
        LIMIT_EXCEEDED,
        CHARSET_UNKNOWN,
        /** The HTTP header and the document name different charsets; the document's was taken. */
        CHARSET_DISAGREES,
        /** Not as the contract's schema has it; asked only where validation is on. */
        CONTRACT_BROKEN,

        // Which row is whose
        ISBN_UNREADABLE,
        /** A row of an ISBN that was not asked for. */
        ISBN_UNEXPECTED,
        ROW_REPEATED,
        /** Two rows of one ISBN that differ. */
        ROWS_CONTRADICT,
        WAREHOUSE_MISSING,
        WAREHOUSE_OTHER,

        // One row
        FIELD_REPEATED,
        /** An element where text is expected. */
        FIELD_NESTED,
        QUANTITY_MISSING,
        QUANTITY_UNREADABLE,
        QUANTITY_NEGATIVE,
        TITLE_UNREADABLE,
        WAREHOUSE_UNREADABLE,
        STATUS_UNREADABLE,
        /** A stock code that nobody documented. */
        STATUS_UNKNOWN,
        /** The stock code says one thing, the quantity another; the quantity decided. */
        STATUS_DISAGREES,
        PRICE_UNREADABLE,
        RESTOCK_DATE_UNREADABLE,
        ETA_UNREADABLE,
        /** A user-defined character (gaiji), which only the ERP's own fonts can show. */
        PRIVATE_USE_CHARACTER,
        /** U+FFFD: some system before us lost a character. */
        REPLACEMENT_CHARACTER;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The spelling in logs and metrics. */
        public String id() {
            return id;
        }
    }
}
