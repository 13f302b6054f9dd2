package org.catalogsync.sync.load;

/**
 * What became of planned changes: written + same + superseded = planned.
 *
 * @param written applied by this attempt
 * @param same already there, from an attempt that died before it could say so
 * @param superseded another writer had something newer by then
 */
public record LoadReceipt(long written, long same, long superseded) {
    static final LoadReceipt NONE = new LoadReceipt(0, 0, 0);
    static final LoadReceipt WRITTEN = new LoadReceipt(1, 0, 0);
    static final LoadReceipt SAME = new LoadReceipt(0, 1, 0);
    static final LoadReceipt SUPERSEDED = new LoadReceipt(0, 0, 1);

    LoadReceipt plus(LoadReceipt other) {
        return new LoadReceipt(written + other.written, same + other.same, superseded + other.superseded);
    }
}
