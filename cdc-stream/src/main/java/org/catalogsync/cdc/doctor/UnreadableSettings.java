package org.catalogsync.cdc.doctor;

/** A file that is not what {@code aws dms describe-…} prints: which, where, what was expected and what was found. */
public final class UnreadableSettings extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableSettings(String where, String expected, String found) {
        super(where + ": expected " + expected + ", found " + found);
    }
}
