package org.catalogsync.cdc.watermark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far the shards are handled that this instance reads. A commit counts as reached when whatever may have been committed before it and came late is handled, too: when the shard was read on, up to records that came the
 * margin later, or to its end by a read that began the margin later.
 *
 * <p>The margin is time on the way, not time of commits: a record that is put again a second late may be behind an hour of commits when the source catches up.
 */
public final class ShardProgress {
    /** Commits of one shard that wait for the margin. When there are more, the youngest makes room: what is reached is then known later. */
    private static final int MOST_WAITING = 64;

    private final Duration margin;
    private final Map<String, Shard> shards = new HashMap<>();

    /** @param margin by how much a record may come later than one that was committed after it */
    public ShardProgress(Duration margin) {
        this.margin = margin;
    }

    /**
     * A commit that was handled.
     *
     * @param arrived when its batch's last record came, by the stream's clock
     * @param read when its batch had been read, by ours
     */
    private record Waiting(Instant committed, Instant arrived, long read) {}

    /** A read that gave records. Until they are handled nothing behind them counts. */
    private record AtHand(long began, long ended, boolean wasAll) {}

    private static final class Shard {
        private final long term;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private @Nullable AtHand atHand;
        private @Nullable Instant reached;
        private @Nullable Long drained;

        Shard(long term) {
            this.term = term;
        }
    }

    /**
     * What is known of a shard.
     *
     * @param committed the latest commit that was reached
     * @param drained when the last read began behind which nothing was left unhandled, by {@link System#nanoTime}
     */
    record Reached(Optional<Instant> committed, @Nullable Long drained) {
        boolean drainedSince(long nanos) {
            return drained != null && drained - nanos > 0;
        }
    }

    /**
     * Records were read and are about to be handled.
     *
     * @param term the number of the lease under which the shard is read; under another one all is begun anew, behind the stored checkpoint
     * @param began before the shard was asked, by {@link System#nanoTime}
     * @param ended when it had answered
     * @param wasAll whether the shard held no more then
     */
    public synchronized void read(String shard, long term, long began, long ended, boolean wasAll) {
        if (term > 0) {
            of(shard, term).atHand = new AtHand(began, ended, wasAll);
        }
    }

    /** The shard is read from its stored checkpoint on: what was at hand comes again, unless somebody else has handled it. */
    public synchronized void again(String shard) {
        Shard at = shards.get(shard);
        if (at != null) {
            at.atHand = null;
        }
    }

    /** The shard was asked and held nothing more. */
    public synchronized void nothingLeft(String shard, long term, long began) {
        if (term > 0) {
            Shard at = of(shard, term);
            if (at.atHand == null) {
                drained(at, began);
            }
        }
    }

    /**
     * The records that were read last have come to their ends, and the checkpoint says so.
     *
     * @param committed the latest commit among them; empty where none has a time
     * @param arrived when the last of them came, by the stream's clock
     */
    public synchronized void handled(String shard, Optional<Instant> committed, Instant arrived) {
        Shard at = shards.get(shard);
        if (at == null || at.atHand == null) {
            return;
        }
        AtHand done = at.atHand;
        at.atHand = null;
        Instant settled = arrived.minus(margin);
        settle(at, waiting -> !waiting.arrived.isAfter(settled));
        committed.ifPresent(commit -> await(at, new Waiting(commit, arrived, done.ended)));
        if (done.wasAll) {
            drained(at, done.began);
        }
    }

    private Shard of(String shard, long term) {
        Shard known = shards.get(shard);
        if (known == null || known.term != term) {
            known = new Shard(term);
            shards.put(shard, known);
        }
        return known;
    }

    private void drained(Shard shard, long began) {
        shard.drained = began;
        long settled = began - margin.toNanos();
        settle(shard, waiting -> waiting.read - settled <= 0);
    }

    private static void settle(Shard shard, Predicate<Waiting> isSettled) {
        while (!shard.waiting.isEmpty() && isSettled.test(shard.waiting.getFirst())) {
            shard.reached = shard.waiting.removeFirst().committed;
        }
    }

    /** Only ever later ones wait: an earlier commit is reached no later than they are. */
    private static void await(Shard shard, Waiting next) {
        Instant latest = shard.waiting.isEmpty() ? shard.reached : shard.waiting.getLast().committed;
        if (latest != null && !next.committed.isAfter(latest)) {
            return;
        }
        if (shard.waiting.size() == MOST_WAITING) {
            shard.waiting.removeLast();
        }
        shard.waiting.addLast(next);
    }

    /**
     * Of the shards that this instance reads now.
     *
     * @param terms the number of a shard's lease now
     */
    synchronized Map<String, Reached> now(ToLongFunction<String> terms) {
        Map<String, Reached> now = new HashMap<>();
        shards.entrySet().removeIf(shard -> terms.applyAsLong(shard.getKey()) != shard.getValue().term);
        shards.forEach((name, shard) -> now.put(name, new Reached(Optional.ofNullable(shard.reached), shard.drained)));
        return now;
    }
}
