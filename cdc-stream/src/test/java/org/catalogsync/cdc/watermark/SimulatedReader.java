package org.catalogsync.cdc.watermark;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.catalogsync.cdc.watermark.SimulatedStream.Commit;
import org.catalogsync.cdc.watermark.SimulatedStream.Shard;

/** One instance: reads the shards whose leases a test gives it, as the client of the binder does, and has a batch of each at hand until the test lets it finish. */
final class SimulatedReader {
    private final SimulatedStream stream;
    private final ShardList list = new ShardList();
    private final ShardProgress progress = new ShardProgress(SimulatedStream.MARGIN);
    private final Map<String, Long> terms = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, List<Commit>> atHand = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    final StreamWatermark watermark;

    SimulatedReader(SimulatedStream stream) {
        this.stream = stream;
        this.watermark = new StreamWatermark("s", progress, list, this::term, SimulatedStream.MARGIN, stream::nanos);
        list();
    }

    private long term(String shard) {
        return ended.contains(shard) ? -1 : terms.getOrDefault(shard, 0L);
    }

    void list() {
        list.listed(stream.list());
    }

    /** Begins behind the stored checkpoint. */
    void lease(String shard, long term) {
        terms.put(shard, term);
        places.put(shard, at(shard).checkpoint);
        atHand.remove(shard);
    }

    void loseLease(String shard) {
        terms.remove(shard);
    }

    /** Tells the record of the leases which shards it read to their ends, and hears of the others'. */
    void beat(Set<String> record) {
        record.addAll(ended);
        ended.addAll(record);
    }

    boolean holds(String shard) {
        return term(shard) > 0;
    }

    private Shard at(String shard) {
        return stream.shard(shard);
    }

    /** A read; what is at hand was given up before, so it is read again. Whether it found the shard's end is kept until somebody is told. */
    void read(String shard, int limit) {
        if (atHand.remove(shard) != null) {
            places.put(shard, at(shard).checkpoint);
            progress.again(shard);
        }
        int from = places.getOrDefault(shard, 0);
        List<Commit> records = at(shard).records;
        int to = Math.min(records.size(), from + limit);
        boolean wasAll = to == records.size() && at(shard).open;
        long began = stream.nanos();
        if (to > from) {
            progress.read(shard, term(shard), began, stream.nanos(), wasAll);
            atHand.put(shard, List.copyOf(records.subList(from, to)));
            places.put(shard, to);
        } else if (wasAll) {
            progress.nothingLeft(shard, term(shard), began);
        } else {
            ended.add(shard);
        }
    }

    /** The batch at hand is handled and its checkpoint stored, even if the lease was lost meanwhile. */
    void finish(String shard) {
        List<Commit> batch = atHand.remove(shard);
        if (batch == null) {
            return;
        }
        batch.forEach(commit -> commit.handled = true);
        at(shard).checkpoint = Math.max(at(shard).checkpoint, places.getOrDefault(shard, 0));
        Optional<Instant> newest = batch.stream().map(commit -> commit.at).max(Comparator.naturalOrder());
        progress.handled(shard, newest, batch.getLast().arrived());
    }
}
