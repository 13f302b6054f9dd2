package org.catalogsync.cdc.watermark;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.catalogsync.cdc.watermark.ShardList.Listed;
import org.catalogsync.cdc.watermark.ShardProgress.Reached;
import org.jspecify.annotations.Nullable;

/**
 * What this instance adds to the record {@code stream}: the moments of its own shards and, over those of all instances, the watermark. Every change that was committed before the watermark and put on the stream has come to
 * its end.
 *
 * <p>It is the moment of the slowest shard, less the margin. A shard that holds nothing comes along: what any shard had reached before a read that found it empty lies behind nothing that it could still bring (decision 107).
 */
public final class StreamWatermark {
    private final String stream;
    private final ShardProgress progress;
    private final ShardList list;
    private final ToLongFunction<String> terms;
    private final Duration margin;
    private final LongSupplier nanos;
    private @Nullable Seen seen;

    /** The latest that any shard had reached, and when it was seen here. */
    private record Seen(Instant latest, long at) {}

    /**
     * @param terms the number of this instance's lease of a shard; 0 where there is none, below 0 where the shard was read to its end
     * @param margin by how much commit times may be out of order within a shard, as the source writes them
     * @param nanos as {@link System#nanoTime}
     */
    public StreamWatermark(
            String stream,
            ShardProgress progress,
            ShardList list,
            ToLongFunction<String> terms,
            Duration margin,
            LongSupplier nanos) {
        this.stream = stream;
        this.progress = progress;
        this.list = list;
        this.terms = terms;
        this.margin = margin;
        this.nanos = nanos;
    }

    /**
     * Brings the record's fields up to date.
     *
     * @param fields as they were found just now; changed
     */
    public synchronized void writeTo(Map<String, String> fields) {
        // One list for both: a shard leaves in the very write that enters its children, or later.
        Listed listed = list.last();
        SortedSet<String> unfinished = listed.all();
        if (unfinished.isEmpty()) {
            return;
        }
        unfinished.removeIf(shard -> isFinished(shard, listed));
        long now = nanos.getAsLong();
        ShardMoments moments = ShardMoments.of(fields, stream);
        moments.enter(unfinished);
        progress.now(terms).forEach((shard, reached) -> raise(moments, shard, reached));
        moments.leave(shard -> isFinished(shard, listed) || listed.expired(shard));
        see(moments.latest(), now);
        moments.writeTo(fields, margin);
    }

    private void raise(ShardMoments moments, String shard, Reached reached) {
        reached.committed().ifPresent(at -> moments.raise(shard, at));
        if (seen != null && reached.drainedSince(seen.at)) {
            moments.raise(shard, seen.latest);
        }
    }

    /** An ended shard stays until its children are there to be waited for. */
    private boolean isFinished(String shard, Listed listed) {
        return terms.applyAsLong(shard) < 0 && listed.childrenKnown(shard);
    }

    private void see(Optional<Instant> latest, long now) {
        if (latest.isPresent() && (seen == null || latest.get().isAfter(seen.latest))) {
            seen = new Seen(latest.get(), now);
        }
    }
}
