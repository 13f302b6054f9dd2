package org.catalogsync.cdc.decode;

/** Hears what is worth knowing and no end of a record. Called from whatever thread decodes. */
public interface DecodeObserver {
    /** Hears nothing. */
    DecodeObserver NONE = new DecodeObserver() {};

    /** A column that feeds nothing came for the first time; each name once, the first thousand of them. */
    default void newColumn(String name) {}

    /** A position was of no known form, so the commit's time decides for that record; every time. */
    default void unreadPosition(String text) {}
}
