package org.catalogsync.cdc.watermark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * A source that commits, what carries its commits onto shards, and the shards. Times of commits are out of order by less than the margin, and so is the way to the shard; a commit may be long ago when it is sent, as when the
 * source catches up.
 */
final class SimulatedStream {
    static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Instant BEGAN = Instant.parse("2026-11-24T12:00:00Z");
    private static final int KEYS = 64;

    final Map<String, Shard> shards = new TreeMap<>();
    final List<Commit> commits = new ArrayList<>();
    private final List<Commit> onTheWay = new ArrayList<>();
    private final Random random;
    private long millis = 1;
    private long committedMillis;

    static final class Commit {
        final Instant at;
        private final int key;
        private final long arrivesMillis;

        /** Whether some instance has brought it to its end. */
        boolean handled;

        private Commit(Instant at, int key, long arrivesMillis) {
            this.at = at;
            this.key = key;
            this.arrivesMillis = arrivesMillis;
        }

        Instant arrived() {
            return BEGAN.plusMillis(arrivesMillis);
        }

        @Override
        public String toString() {
            return at + " of key " + key + (handled ? " handled" : "");
        }
    }

    static final class Shard {
        final List<String> parents;
        final List<Commit> records = new ArrayList<>();
        private final int from;
        private final int to;
        boolean open = true;
        boolean expired;
        int checkpoint;

        private Shard(List<String> parents, int from, int to) {
            this.parents = parents;
            this.from = from;
            this.to = to;
        }
    }

    SimulatedStream(Random random) {
        this.random = random;
        shards.put(name(0), new Shard(List.of(), 0, KEYS / 2));
        shards.put(name(1), new Shard(List.of(), KEYS / 2, KEYS));
    }

    private static String name(int number) {
        return "shardId-%012d".formatted(number);
    }

    long nanos() {
        return Duration.ofMillis(millis).toNanos();
    }

    Instant now() {
        return BEGAN.plusMillis(millis);
    }

    /** Time passes, and what was on the way arrives. */
    void pass(long forMillis) {
        millis += forMillis;
        onTheWay.sort((a, b) -> Long.compare(a.arrivesMillis, b.arrivesMillis));
        while (!onTheWay.isEmpty() && onTheWay.getFirst().arrivesMillis <= millis) {
            Commit commit = onTheWay.removeFirst();
            shards.values().stream()
                    .filter(shard -> shard.open && shard.from <= commit.key && commit.key < shard.to)
                    .forEach(shard -> shard.records.add(commit));
        }
    }

    /** @param keys the first of which commits are made: with few, only one shard has any */
    void commit(int keys) {
        // Between two commits may lie an hour that is carried over in no time.
        committedMillis += random.nextInt(10) == 0 ? random.nextLong(3_600_000) : random.nextLong(2_000);
        Instant at = BEGAN.minus(Duration.ofDays(3))
                .plusMillis(committedMillis)
                .minusMillis(random.nextLong(MARGIN.toMillis()));
        Commit commit = new Commit(at, random.nextInt(keys), millis + 1 + random.nextLong(MARGIN.toMillis() - 1));
        commits.add(commit);
        onTheWay.add(commit);
    }

    boolean arrivedAll() {
        return onTheWay.isEmpty();
    }

    Shard shard(String name) {
        return Objects.requireNonNull(shards.get(name));
    }

    /** Some open shard becomes two, or two neighbours become one. */
    void reshard() {
        List<String> open = shards.keySet().stream()
                .filter(name -> shard(name).open)
                .sorted(Comparator.comparing(name -> shard(name).from))
                .toList();
        int first = random.nextInt(open.size());
        if (first + 1 < open.size() && random.nextBoolean()) {
            merge(open.get(first), open.get(first + 1));
        } else if (shard(open.get(first)).to - shard(open.get(first)).from > 1) {
            split(open.get(first));
        }
    }

    private void split(String parent) {
        Shard closed = shard(parent);
        closed.open = false;
        int middle = (closed.from + closed.to) / 2;
        shards.put(name(shards.size()), new Shard(List.of(parent), closed.from, middle));
        shards.put(name(shards.size()), new Shard(List.of(parent), middle, closed.to));
    }

    private void merge(String lower, String upper) {
        shard(lower).open = false;
        shard(upper).open = false;
        shards.put(name(shards.size()), new Shard(List.of(lower, upper), shard(lower).from, shard(upper).to));
    }

    /** Whether nothing would be missed if it were gone. */
    boolean isDone(String shard) {
        return !shard(shard).open
                && shard(shard).checkpoint == shard(shard).records.size();
    }

    Map<String, List<String>> list() {
        Map<String, List<String>> list = new HashMap<>();
        shards.forEach((name, shard) -> {
            if (!shard.expired) {
                list.put(name, shard.parents);
            }
        });
        return list;
    }
}
