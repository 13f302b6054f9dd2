package org.catalogsync.sync.sample;

/** The forms in which the ERP's product table arrives. */
public enum SampleFormat {
    /** {@code products.csv}: windows-31j, CRLF, a header, empty = null. */
    ERP_DUMP,
    /** {@code MANGA/PRODUCTS/LOAD0000000A.csv}: UTF-8, LF, no header, null = NULL, numbered in hexadecimal. */
    DMS_FULL_LOAD
}
