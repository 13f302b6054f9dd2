package org.catalogsync.model.mapping;

/** What is worth a warning about a text that was read all the same. */
public enum Remark {
    /** Holds a user-defined character (gaiji), which nobody outside the ERP can show. */
    PRIVATE_USE_CHARACTER,
    /** Holds U+FFFD: some system before us lost a character. */
    REPLACEMENT_CHARACTER
}
