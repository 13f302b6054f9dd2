package org.catalogsync.stores.products;

import java.time.Clock;
import java.time.Duration;
import org.catalogsync.model.WriteDecision;

/** The write path with another decision, to show what the true one is good for. */
public final class OtherWriters {
    private OtherWriters() {}

    /** What comes last wins. */
    public static ProductWriter byArrival(ProductTable table, Duration life, Duration skew, Clock clock) {
        return new ProductWriter(
                table, (current, incoming, bounds) -> new WriteDecision.Apply(), life, skew, clock, () -> {});
    }
}
