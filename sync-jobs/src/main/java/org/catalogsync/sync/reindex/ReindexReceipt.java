package org.catalogsync.sync.reindex;

/**
 * What a group or the whole reindex did.
 *
 * @param documents sent, tombstones included
 * @param computed embeddings that had to be computed
 * @param reused products whose embedding was there, or is that of an equal title
 * @param superseded documents that the generation already had newer
 */
public record ReindexReceipt(long documents, long computed, long reused, long superseded) {
    static final ReindexReceipt NONE = new ReindexReceipt(0, 0, 0, 0);

    ReindexReceipt plus(ReindexReceipt other) {
        return new ReindexReceipt(
                documents + other.documents,
                computed + other.computed,
                reused + other.reused,
                superseded + other.superseded);
    }
}
