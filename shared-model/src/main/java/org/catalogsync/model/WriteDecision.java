package org.catalogsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every writer does with an incoming record, decided purely from what is stored and what comes. */
public sealed interface WriteDecision {

    /** The incoming record is newer: write it under the next {@code rev}, also where only its version is new. */
    record Apply() implements WriteDecision {}

    /** Already there, from an earlier try or a second delivery. Nothing to write, but a retry must still announce. */
    record Same() implements WriteDecision {}

    /** The stored item is newer. A success that is counted, never an error. */
    record Superseded() implements WriteDecision {}

    /** The record alone cannot decide: it is only a hint that the ERP must be asked again. */
    record Refetch(String why) implements WriteDecision {}

    /** The record claims a time that has not come yet; applied, it would lock its key against every true change until then. */
    record Quarantine(String why) implements WriteDecision {}

    /** What a record says of its key. */
    sealed interface Incoming {
        Isbn isbn();

        SourceVersion version();

        /** The whole row as it stands at this version. */
        record Put(Product product, SourceVersion version) implements Incoming {
            @Override
            public Isbn isbn() {
                return product.isbn();
            }
        }

        /**
         * The row is gone.
         *
         * @param sourceKey the source row that went, null where all rows of the ISBN did
         */
        record Delete(
                Isbn isbn, SourceVersion version, @Nullable String sourceKey) implements Incoming {}

        /** A row of the source's initial load. It has no place in the log, so it only fills a key that is absent. */
        record Fill(Product product, SourceVersion version) implements Incoming {
            @Override
            public Isbn isbn() {
                return product.isbn();
            }
        }

        /** Some columns of a row: never applied, since one version cannot speak for the columns that are not there. */
        record Partial(Isbn isbn, SourceVersion version) implements Incoming {}
    }

    /**
     * Between which moments a record's version is believed.
     *
     * @param horizon records older than this may not create an absent key, since its tombstone may already be forgotten
     * @param newest records newer than this come from a clock that is wrong
     */
    record Bounds(Instant horizon, Instant newest) {}

    /**
     * The one decision of all writers.
     *
     * @param current what the table holds, null for a key that is absent
     */
    static WriteDecision decide(@Nullable StoredItem current, Incoming incoming, Bounds bounds) {
        Instant at = incoming.version().at();
        if (at.isAfter(bounds.newest())) {
            return new Quarantine("dated " + at + ", later than " + bounds.newest());
        }
        if (current == null) {
            return ofAbsent(incoming, bounds);
        }
        int order = incoming.version().compareWith(current.stamp().sourceVersion());
        if (incoming instanceof Incoming.Fill) {
            return new Superseded();
        }
        if (incoming instanceof Incoming.Partial) {
            return order > 0 ? partial() : new Superseded();
        }
        return incoming instanceof Incoming.Delete delete
                ? ofDelete(current, delete, order)
                : ofWhole(current, incoming, order);
    }

    private static WriteDecision ofAbsent(Incoming incoming, Bounds bounds) {
        if (incoming instanceof Incoming.Partial) {
            return partial();
        }
        return incoming.version().at().isBefore(bounds.horizon())
                ? new Refetch("older than the tombstones' horizon " + bounds.horizon())
                : new Apply();
    }

    /** The delete of one source row says nothing of an item that came from another one. */
    private static WriteDecision ofDelete(StoredItem current, Incoming.Delete delete, int order) {
        boolean ofAnotherRow = current instanceof StoredItem.Live live
                && delete.sourceKey() != null
                && live.stamp().sourceKey() != null
                && !delete.sourceKey().equals(live.stamp().sourceKey());
        return order > 0 && ofAnotherRow
                ? new Refetch("row " + delete.sourceKey() + " was deleted, the item came from row "
                        + current.stamp().sourceKey())
                : ofWhole(current, delete, order);
    }

    /**
     * A newer record is applied even where its content is the stored one: the version must rise, or a late record from between the two would put the older content back.
     */
    private static WriteDecision ofWhole(StoredItem current, Incoming incoming, int order) {
        if (order > 0) {
            return new Apply();
        }
        if (sameContent(current, incoming)) {
            return new Same();
        }
        return order < 0 ? new Superseded() : new Refetch("same version, other content");
    }

    private static Refetch partial() {
        return new Refetch("only some columns came");
    }

    private static boolean sameContent(StoredItem current, Incoming incoming) {
        if (current instanceof StoredItem.Live live) {
            return incoming instanceof Incoming.Put put && put.product().equals(live.product());
        }
        return incoming instanceof Incoming.Delete;
    }
}
