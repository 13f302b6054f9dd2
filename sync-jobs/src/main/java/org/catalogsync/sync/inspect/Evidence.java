package org.catalogsync.sync.inspect;

/** When counts of sampled rows say something about the whole file. */
final class Evidence {
    /** Fewer rows may all be odd without the file being so. */
    private static final long LEAST = 3;

    private Evidence() {}

    /** More than half. */
    static boolean most(long part, long whole) {
        return whole >= LEAST && 2 * part > whole;
    }

    /** At least nine of ten. */
    static boolean nearlyAll(long part, long whole) {
        return whole >= LEAST && 10 * part >= 9 * whole;
    }

    /** More than one of ten. */
    static boolean many(long part, long whole) {
        return part >= LEAST && 10 * part > whole;
    }
}
