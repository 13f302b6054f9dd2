package org.catalogsync.quality.row;

import java.util.Locale;

/** What is odd about a row without costing its place in the catalogue. */
public enum RowWarning {
    KANA_UNREADABLE,
    AUTHOR_UNREADABLE,
    GENRE_UNREADABLE,
    STATUS_UNREADABLE,
    PRICE_UNREADABLE,
    RESTOCK_DATE_UNREADABLE,
    ETA_UNREADABLE,
    UPDATED_AT_UNREADABLE,
    /** A stock code that nobody documented. */
    STATUS_UNKNOWN,
    /** The stock code says one thing, the quantity another; the quantity decided. */
    STATUS_DISAGREES,
    /** A user-defined character (gaiji), which only the ERP's own fonts can show. */
    PRIVATE_USE_CHARACTER,
    /** U+FFFD: some system before us lost a character. */
    REPLACEMENT_CHARACTER;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The spelling in reports. */
    public String id() {
        return id;
    }

    /** The id, which is what JSON shows. */
    @Override
    public String toString() {
        return id;
    }
}
