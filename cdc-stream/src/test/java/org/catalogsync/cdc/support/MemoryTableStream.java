package org.catalogsync.cdc.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.TableStream;
import org.jspecify.annotations.Nullable;

/** A table's stream in memory, cut in shards, trimmed and forgotten as the test says. A read gives two writes at most, so that a shard takes several. */
public final class MemoryTableStream implements TableStream {
    private static final int PER_READ = 2;

    private final Map<String, Kept> shards = new LinkedHashMap<>();
    private long sequence = 100;
    private int iterators;

    private static final class Kept {
        private final @Nullable String parent;
        private final List<Write> writes = new ArrayList<>();
        private int trimmed;
        private boolean ended;

        Kept(@Nullable String parent) {
            this.parent = parent;
        }
    }

    public void open(String shard, @Nullable String parent) {
        shards.put(shard, new Kept(parent));
    }

    public void end(String shard) {
        kept(shard).ended = true;
    }

    public Write write(String shard, Kind kind, @Nullable StoredItem before, @Nullable StoredItem after) {
        String key =
                Objects.requireNonNull(after == null ? before : after).isbn().value();
        return write(shard, new Write(key, Long.toString(++sequence), kind, before, after));
    }

    public Write stray(String shard, String key) {
        return write(shard, new Write(key, Long.toString(++sequence), Kind.INSERTED, null, null));
    }

    private Write write(String shard, Write write) {
        kept(shard).writes.add(write);
        return write;
    }

    /** Forgets the oldest writes of the shard. */
    public void trim(String shard, int writes) {
        kept(shard).trimmed += writes;
    }

    public void forget(String shard) {
        shards.remove(shard);
    }

    /** All iterators that were given out are too old. */
    public void expire() {
        iterators++;
    }

    private Kept kept(String shard) {
        return Objects.requireNonNull(shards.get(shard), shard);
    }

    @Override
    public List<Shard> shards() {
        return shards.entrySet().stream()
                .map(shard -> new Shard(shard.getKey(), shard.getValue().parent))
                .toList();
    }

    @Override
    public Begin begin(String shard, @Nullable String after) {
        Kept kept = shards.get(shard);
        if (kept == null) {
            return new Begin.Gone();
        }
        if (after == null) {
            return new Begin.At(iterator(shard, kept.trimmed));
        }
        int last = kept.writes.stream().map(Write::sequence).toList().indexOf(after);
        return last < kept.trimmed ? new Begin.Trimmed() : new Begin.At(iterator(shard, last + 1));
    }

    private String iterator(String shard, int at) {
        return iterators + " " + shard + " " + at;
    }

    @Override
    public Reading read(String iterator) {
        String[] parts = iterator.split(" ");
        int from = Integer.parseInt(parts[2]);
        Kept kept = shards.get(parts[1]);
        if (kept == null) {
            return new Reading.Gone();
        }
        if (!parts[0].equals(Integer.toString(iterators))) {
            return new Reading.Expired();
        }
        if (from < kept.trimmed) {
            return new Reading.Trimmed();
        }
        int to = Math.min(kept.writes.size(), from + PER_READ);
        boolean end = kept.ended && to == kept.writes.size();
        return new Reading.Writes(List.copyOf(kept.writes.subList(from, to)), end ? null : iterator(parts[1], to));
    }

    @Override
    public void switchOnIfOff() {
        // It runs.
    }

    @Override
    public void requireBothImages() {
        // They are there.
    }
}
