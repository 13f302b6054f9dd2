package org.catalogsync.stores.products;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision;
import org.catalogsync.model.WriteDecision.Bounds;
import org.jspecify.annotations.Nullable;

/** The write path with one rule taken out of its decision. */
public enum OtherDecisions {
    /** Whatever arrives is taken for newer than what is stored. */
    ARRIVAL_ORDER,
    /** A version of any time to come is believed. */
    FUTURE_BELIEVED,
    /** A record of any age may create an absent key. */
    NO_HORIZON;

    private static final SourceVersion BEFORE_ALL = new SourceVersion.Nightly(Instant.EPOCH, 0);

    public ProductWriter writer(
            ProductTable table, Duration tombstoneLife, Duration skew, Clock clock, Runnable permit) {
        return new ProductWriter(table, decider(), tombstoneLife, skew, clock, permit);
    }

    private ProductWriter.Decider decider() {
        return switch (this) {
            case ARRIVAL_ORDER -> (current, incoming, bounds) -> WriteDecision.decide(aged(current), incoming, bounds);
            case FUTURE_BELIEVED ->
                (current, incoming, bounds) ->
                        WriteDecision.decide(current, incoming, new Bounds(bounds.horizon(), Instant.MAX));
            case NO_HORIZON ->
                (current, incoming, bounds) ->
                        WriteDecision.decide(current, incoming, new Bounds(Instant.MIN, bounds.newest()));
        };
    }

    private static @Nullable StoredItem aged(@Nullable StoredItem item) {
        return switch (item) {
            case null -> null;
            case StoredItem.Live live -> new StoredItem.Live(live.product(), aged(live.stamp()));
            case StoredItem.Tombstone tombstone ->
                new StoredItem.Tombstone(tombstone.isbn(), aged(tombstone.stamp()), tombstone.expiresAt());
        };
    }

    private static StoredItem.Stamp aged(StoredItem.Stamp stamp) {
        return new StoredItem.Stamp(
                stamp.rev(), BEFORE_ALL, stamp.sourceKey(), stamp.lastSync(), stamp.lastEventType());
    }
}
