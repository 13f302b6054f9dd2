package org.catalogsync.cdc.watermark;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.catalogsync.stores.state.Watermarks;

/**
 * The part of the record {@code stream} that tells how far each shard is: {@code shard.<id>}, a commit up to which the shard is handled, empty while none is known. Each instance raises the moments of its own shards and
 * leaves the others'; all of them are true whenever they are written, so an old one is never wrong but only low.
 */
final class ShardMoments {
    private static final String SHARD = "shard.";

    /** Field: the stream whose shards these are. Those of another one say nothing of this one. */
    private static final String SOURCE = "source";

    private final String source;
    private final Optional<Instant> before;
    private final SortedMap<String, Optional<Instant>> shards = new TreeMap<>();

    private ShardMoments(String source, Optional<Instant> before) {
        this.source = source;
        this.before = before;
    }

    static ShardMoments of(Map<String, String> fields, String source) {
        if (!source.equals(fields.get(SOURCE))) {
            return new ShardMoments(source, Optional.empty());
        }
        ShardMoments moments = new ShardMoments(
                source, Optional.ofNullable(fields.get(Watermarks.WATERMARK)).map(Instant::parse));
        fields.forEach((name, value) -> {
            if (name.startsWith(SHARD)) {
                moments.shards.put(
                        name.substring(SHARD.length()),
                        value.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(value)));
            }
        });
        return moments;
    }

    /**
     * Shards of which the record says nothing begin where the slowest one is: what comes in a new one was committed after what its parents held, and they leave only when it is there. Where nothing is known, nothing is known of
     * them.
     */
    void enter(Collection<String> unfinished) {
        Optional<Instant> slowest = slowest();
        unfinished.forEach(shard -> shards.putIfAbsent(shard, slowest));
    }

    void leave(Predicate<String> isGone) {
        shards.keySet().removeIf(isGone);
    }

    void raise(String shard, Instant to) {
        shards.merge(shard, Optional.of(to), (a, b) -> isAfter(a, b) ? a : b);
    }

    private static boolean isAfter(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && (b.isEmpty() || a.get().isAfter(b.get()));
    }

    /** The latest that any shard has come to. */
    Optional<Instant> latest() {
        return shards.values().stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private Optional<Instant> slowest() {
        return shards.values().stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : shards.values().stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** It never goes back: what was true stays true. */
    Optional<Instant> watermark(Duration margin) {
        Optional<Instant> now = slowest().map(slowest -> slowest.minus(margin));
        return isAfter(now, before) ? now : before;
    }

    /** Replaces what the fields say of shards and watermark. */
    void writeTo(Map<String, String> fields, Duration margin) {
        fields.keySet().removeIf(name -> name.startsWith(SHARD));
        fields.remove(Watermarks.WATERMARK);
        fields.put(SOURCE, source);
        shards.forEach((shard, at) ->
                fields.put(SHARD + shard, at.map(Instant::toString).orElse("")));
        watermark(margin).ifPresent(at -> fields.put(Watermarks.WATERMARK, at.toString()));
    }
}
