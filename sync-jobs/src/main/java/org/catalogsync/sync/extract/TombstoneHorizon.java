package org.catalogsync.sync.extract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.Watermarks;

/**
 * How far back the read side remembers deletes. An extract from before that moment may hold products that were deleted since and whose tombstones are forgotten; it would bring them back. It is harmless only
 * where nothing newer was ever applied.
 */
public final class TombstoneHorizon {
    private final Supplier<SyncState> state;
    private final Duration tombstoneLife;
    private final Clock clock;

    public TombstoneHorizon(Supplier<SyncState> state, Duration tombstoneLife, Clock clock) {
        this.state = state;
        this.tombstoneLife = tombstoneLife;
        this.clock = clock;
    }

    /** Tombstones written before this moment may be forgotten. */
    public Instant at() {
        return clock.instant().minus(tombstoneLife);
    }

    /** Whether deletes may be forgotten that an extract of this watermark would have to meet. */
    public boolean mayHaveForgotten(Instant watermark) {
        return watermark.isBefore(at()) && (isStreaming() || publishedAfter(watermark));
    }

    private boolean isStreaming() {
        return state.get().find(Watermarks.STREAM).isPresent();
    }

    private boolean publishedAfter(Instant watermark) {
        return new Watermarks(state.get())
                .night()
                .filter(published -> published.isAfter(watermark))
                .isPresent();
    }
}
