package org.catalogsync.cdc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.BooleanSupplier;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.stores.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** How the stream is, in one object. */
public final class StreamStatus {
    private final StreamCounts counts;
    private final Lags lags;
    private final Pauses pauses;
    private final BooleanSupplier following;

    /** @param following whether the consumer of the stream runs */
    public StreamStatus(StreamCounts counts, Lags lags, Pauses pauses, BooleanSupplier following) {
        this.counts = counts;
        this.lags = lags;
        this.pauses = pauses;
        this.following = following;
    }

    /**
     * The counts since this process began.
     *
     * @param ready whether records are taken
     * @param paused why they are not, null where they are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Snapshot(
            boolean ready,
            long applied,
            long superseded,
            long quarantined,
            long hints,
            @JsonProperty("lag_ms") LagMillis lagMillis,
            @Nullable String paused) {}

    /** Of the last change that reached each store. */
    public record LagMillis(long dynamodb, long opensearch, long redis) {}

    public Snapshot now() {
        String paused = paused();
        return new Snapshot(
                paused == null,
                counts.of(End.APPLIED),
                counts.of(End.SUPERSEDED) + counts.of(End.OVERTAKEN),
                counts.of(End.QUARANTINED),
                counts.of(End.HINTS),
                new LagMillis(
                        lags.dynamodb().millis(),
                        lags.opensearch().millis(),
                        lags.redis().millis()),
                paused);
    }

    private @Nullable String paused() {
        if (!following.getAsBoolean()) {
            return "the consumer of the stream does not run; the log says why";
        }
        try {
            return pauses.why().orElse(null);
        } catch (StoreUnavailable e) {
            return "the stores do not answer: " + e.getMessage();
        }
    }
}
