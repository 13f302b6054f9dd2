package org.catalogsync.cdc.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.catalogsync.cdc.benchmark.Contender.Mark;
import org.catalogsync.cdc.benchmark.Contender.Store;

/**
 * Feeds one contender for a while, a commit each quarter of a second, and waits until all has come to its end.
 *
 * @param fed changes that were put
 * @param feeding how long that took
 * @param done changes that had come to the table when the feeding ended
 * @param waiting changes that waited behind the table then, by queue
 * @param drained from the first commit until the table had all
 * @param put milliseconds from the commit until Kinesis had it, of watched changes
 * @param seen milliseconds from the commit until a reader saw it
 */
record Round(
        long fed, Duration feeding, long done, Map<String, Long> waiting, Duration drained, Samples put, Seen seen) {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param aggregated whether the producer library packs the records */
    static Round run(Contender contender, Changes changes, int rate, Duration duration, boolean aggregated)
            throws Exception {
        long before = contender.done();
        Samples put = new Samples();
        List<Map<Store, Future<Long>>> watched = new ArrayList<>();
        Instant began = Instant.now();
        long fed = 0;
        Instant next = began;
        // By the true time: where calls are late there are fewer of them, and the feeding ends when it should.
        while (Instant.now().isBefore(began.plus(duration))) {
            next = next.plus(TICK);
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
            // A late call is made up for by a larger one, of a second's changes at most: what the stream does not take
            // must not
            // come down on it at once. What was fed in truth is told.
            int due = Math.toIntExact(Math.min(
                    rate, Duration.between(began, Instant.now()).toMillis() * rate / 1_000 - fed));
            if (due == 0) {
                continue;
            }
            Mark mark = changes.nextMark();
            contender.expect(mark);
            Mark committed = mark.committed(System.currentTimeMillis());
            List<byte[]> records = changes.with(committed, due);
            contender.put(aggregated ? Changes.aggregated(records) : records);
            put.add(System.currentTimeMillis() - committed.committedMillis());
            watched.add(contender.watch(committed));
            fed += due;
        }
        Duration feeding = Duration.between(began, Instant.now());
        long done = contender.done() - before;
        Map<String, Long> waiting = new LinkedHashMap<>(contender.waiting());
        Duration drained = awaitAll(contender, before + fed, began);
        Seen seen = new Seen();
        for (Map<Store, Future<Long>> watch : watched) {
            for (Map.Entry<Store, Future<Long>> store : watch.entrySet()) {
                seen.in(store.getKey()).add(store.getValue().get());
            }
        }
        return new Round(fed, feeding, done, waiting, drained, put, seen);
    }

    /** All at once, as fast as the stream takes them: how long until the table has them. */
    static Duration burst(Contender contender, Changes changes, int count) throws InterruptedException {
        long before = contender.done();
        Instant began = Instant.now();
        contender.put(Changes.aggregated(changes.with(changes.nextMark().committed(began.toEpochMilli()), count)));
        Duration drained = awaitAll(contender, before + count, began);
        awaitQuiet(contender);
        return drained;
    }

    private static Duration awaitAll(Contender contender, long count, Instant began) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (contender.done() < count && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        Duration drained = Duration.between(began, Instant.now());
        assertThat(contender.done()).as("changes of " + contender.name()).isGreaterThanOrEqualTo(count);
        return drained;
    }

    /** Nobody's rest is in another one's turn. */
    static void awaitQuiet(Contender contender) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (contender.waiting().values().stream().anyMatch(depth -> depth > 0)
                && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
    }

    double fedPerSecond() {
        return fed / (feeding.toMillis() / 1e3);
    }

    /** How many had not come to the table when the feeding ended. */
    long behind() {
        return Math.max(0, fed - done);
    }
}
