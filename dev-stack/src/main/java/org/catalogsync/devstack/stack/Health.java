package org.catalogsync.devstack.stack;

/** What was found when a part was looked at. */
public enum Health {
    /** Its process runs, holds the port and answers. */
    HEALTHY("healthy"),
    /** Its process runs, but the port belongs to another process or nothing answers. */
    SILENT("not answering"),
    /** It is on record, but its process has ended without being told to. */
    DIED("died"),
    /** It was not started, or was told to end. */
    DOWN("down");

    private final String words;

    Health(String words) {
        this.words = words;
    }

    /** As shown to the operator and in {@code stack.json}. */
    public String words() {
        return words;
    }
}
