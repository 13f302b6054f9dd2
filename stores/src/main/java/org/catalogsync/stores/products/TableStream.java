package org.catalogsync.stores.products;

import java.util.List;
import org.catalogsync.model.StoredItem;
import org.jspecify.annotations.Nullable;

/**
 * The product table's own stream: every write by any writer, in order for each key, kept for 24 hours. It is cut in shards, which end after some hours; what follows in a shard's place are its children, and whoever reads
 * a child before its parent's end reads backwards in time.
 */
public interface TableStream {

    /** Switches the stream on, with both images, where there is none, and waits until it runs (development; production's belongs to its infrastructure code). */
    void switchOnIfOff();

    /** Throws {@link org.catalogsync.stores.InvalidSettings} where there is no stream or it lacks one of the images: what, where, expected and found. */
    void requireBothImages();

    /** All shards that are kept, those that have ended included. */
    List<Shard> shards();

    /**
     * Where to begin in a shard.
     *
     * @param after the sequence number of the last write that is done; null for the oldest write that is kept
     */
    Begin begin(String shard, @Nullable String after);

    /** The next writes, up to 1,000; often none although more will come. */
    Reading read(String iterator);

    /** @param parent the shard that ended when this one began; null where there was none */
    record Shard(String id, @Nullable String parent) {}

    /** Where to begin. */
    sealed interface Begin {
        record At(String iterator) implements Begin {}

        /** What lies behind the last write that is done is no longer kept. */
        record Trimmed() implements Begin {}

        /** The shard is no longer kept. */
        record Gone() implements Begin {}
    }

    /** What a read gave. */
    sealed interface Reading {
        /** @param next the next iterator; null at the end of the shard */
        record Writes(List<Write> writes, @Nullable String next) implements Reading {}

        /** The iterator is too old (15 minutes): begin anew. */
        record Expired() implements Reading {}

        /** What lies behind the iterator is no longer kept. */
        record Trimmed() implements Reading {}

        /** The shard is no longer kept. */
        record Gone() implements Reading {}
    }

    /**
     * One write.
     *
     * @param key as it stands, an ISBN or not
     * @param sequence the write's place in its shard
     * @param before what the key held, null where it held nothing, or what no writer of ours can have written
     * @param after what it holds now, null likewise
     */
    record Write(
            String key,
            String sequence,
            Kind kind,
            @Nullable StoredItem before,
            @Nullable StoredItem after) {}

    enum Kind {
        INSERTED,
        MODIFIED,
        /** By a call, or by DynamoDB when the item's time was up. */
        REMOVED
    }
}
