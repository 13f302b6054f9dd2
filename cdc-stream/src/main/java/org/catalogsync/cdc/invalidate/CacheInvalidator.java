package org.catalogsync.cdc.invalidate;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.catalogsync.cdc.fanout.Hint;
import org.catalogsync.cdc.observe.Lag;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.cache.AnswerCache;

/** Makes cached answers about hinted keys unreadable. At least once; a needless invalidation costs one read. */
public final class CacheInvalidator implements Consumer<List<Hint>> {
    private final AnswerCache cache;
    private final Lag lag;
    private final Clock clock;

    public CacheInvalidator(AnswerCache cache, Lag lag, Clock clock) {
        this.cache = cache;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public void accept(List<Hint> hints) {
        try {
            cache.invalidate(hints.stream().map(Hint::isbn).distinct().toList());
        } catch (StoreUnavailable e) {
            lag.waits(hints, clock.instant());
            throw e;
        }
        lag.reached(hints, clock.instant());
    }
}
