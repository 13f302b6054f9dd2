package org.catalogsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every writer does with an incoming record, decided purely from what is stored and what comes. */
public sealed interface WriteDecision {

    /** The incoming record is newer: write it under the next {@code rev}. */
    record Apply() implements WriteDecision {}

    /** Already there: same content under the same or an older version. Nothing to write, but a retry must still announce. */
    record Same() implements WriteDecision {}

    /** The stored item is newer. A success that is counted, never an error. */
    record Superseded() implements WriteDecision {}

    /** The record alone cannot decide (a tie with other content, or a key past the tombstones' horizon): ask the ERP again. */
    record Refetch(String why) implements WriteDecision {}

    /** What a record says of its key. */
    sealed interface Incoming {
        SourceVersion version();

        record Put(Product product, SourceVersion version) implements Incoming {}

        record Delete(Isbn isbn, SourceVersion version) implements Incoming {}
    }

    /**
     * The one decision of all writers.
     *
     * @param current what the table holds, null for a key that is absent
     * @param horizon records older than this may not create an absent key, since its tombstone may already be forgotten
     */
    static WriteDecision decide(@Nullable StoredItem current, Incoming incoming, Instant horizon) {
        if (current == null) {
            return incoming.version().at().isBefore(horizon)
                    ? new Refetch("older than the tombstones' horizon " + horizon)
                    : new Apply();
        }
        int order = incoming.version().compareWith(current.stamp().sourceVersion());
        boolean same = sameContent(current, incoming);
        if (order < 0) {
            return same ? new Same() : new Superseded();
        }
        if (same) {
            return new Same();
        }
        return order > 0 ? new Apply() : new Refetch("same version, other content");
    }

    private static boolean sameContent(StoredItem current, Incoming incoming) {
        if (current instanceof StoredItem.Live live) {
            return incoming instanceof Incoming.Put put && put.product().equals(live.product());
        }
        return incoming instanceof Incoming.Delete;
    }
}
