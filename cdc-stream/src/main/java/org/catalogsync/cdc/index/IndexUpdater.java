package org.catalogsync.cdc.index;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.catalogsync.cdc.fanout.Hint;
import org.catalogsync.cdc.observe.Lag;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.follow.IndexFollower;

/** Follows hints into every registered generation of the index. At least once; documents carry the rev as their version, so again is harmless. */
public final class IndexUpdater implements Consumer<List<Hint>> {
    private final IndexFollower follower;
    private final Lag lag;
    private final Clock clock;

    public IndexUpdater(IndexFollower follower, Lag lag, Clock clock) {
        this.follower = follower;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public void accept(List<Hint> hints) {
        try {
            follower.update(hints.stream().map(Hint::isbn).toList());
        } catch (StoreUnavailable e) {
            lag.waits(hints, clock.instant());
            throw e;
        }
        lag.reached(hints, clock.instant());
    }
}
