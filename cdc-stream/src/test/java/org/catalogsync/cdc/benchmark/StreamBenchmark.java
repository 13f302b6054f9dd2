package org.catalogsync.cdc.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.benchmark.CatalogSync.Acknowledged;
import org.catalogsync.cdc.benchmark.Contender.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Not a test: it prints, and fails only where the work was not done. Not part of the build. */
class StreamBenchmark {
    private static final int SHARDS = 2;
    private static final int ROUNDS = 3;
    private static final int BURSTS = 2;
    private static final int BURST = 5_000;

    private final Summary summary = new Summary();
    private final Changes ourChanges = new Changes();
    private final Changes plainChanges = new Changes();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void run() throws Exception {
        InMemory.run(summary);
        Summary.say("starting the embedded parts");
        try (CatalogSync ours = new CatalogSync("speed", SHARDS);
                PlainConsumer plain = new PlainConsumer(ours.environment(), "plain", SHARDS)) {
            Summary.say("warming up");
            warmUp(ours, ourChanges, Duration.ofSeconds(20));
            warmUp(plain, plainChanges, Duration.ofSeconds(5));
            atOneHundred(ours, plain);
            atOneThousand(ours, plain);
            bursts(ours, plain);
        }
        summary.print();
    }

    /** Eight processes compile themselves first. As aggregates: the stand-in for Kinesis is slower the fuller a stream is, and both streams have to be alike. */
    private static void warmUp(Contender contender, Changes changes, Duration duration) throws Exception {
        Round.run(contender, changes, 150, duration, true);
        Round.awaitQuiet(contender);
    }

    /** Both poll all the time, one is fed: rounds of the two alternate. */
    private void atOneHundred(CatalogSync ours, PlainConsumer plain) throws Exception {
        Seen oursSeen = new Seen();
        Seen plainSeen = new Seen();
        Samples put = new Samples();
        Acknowledged table = ours.acknowledged("dynamodb");
        Acknowledged cache = ours.acknowledged("redis");
        Acknowledged index = ours.acknowledged("opensearch");
        double fed = 0;
        List<String> shares = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Processors processors = new Processors();
            Round our = Round.run(ours, ourChanges, 100, Duration.ofSeconds(20), false);
            shares.add(processors.shares());
            print(ours, "100 changes/s, round " + round, our);
            oursSeen.addAll(our.seen());
            put.addAll(our.put());
            fed += our.fedPerSecond() / ROUNDS;
            Round.awaitQuiet(ours);
            Round other = Round.run(plain, plainChanges, 100, Duration.ofSeconds(20), false);
            print(plain, "100 changes/s, round " + round, other);
            plainSeen.addAll(other.seen());
        }
        summary.line(
                String.format(Locale.ROOT, "from the commit until it is seen, at 100 changes/s (fed: %.0f/s)", fed));
        summarise(oursSeen, plainSeen, true);
        profile(
                put,
                oursSeen,
                ours.acknowledged("dynamodb").meanSince(table),
                ours.acknowledged("redis").meanSince(cache),
                ours.acknowledged("opensearch").meanSince(index));
        summary.line("  processors in use while catalog-sync was fed (last round): " + shares.getLast());
    }

    /** Means can be added up, percentiles cannot. */
    private void profile(Samples put, Seen seen, double table, double cache, double index) {
        double search = seen.in(Store.SEARCH).mean();
        summary.line(String.format(
                Locale.ROOT,
                "  where the mean %.0f ms to search go: put onto Kinesis %.0f, read and decided %.0f, to the index's acknowledgement %.0f, its refresh and the reader's look %.0f; the cache was told after %.0f",
                search,
                put.mean(),
                table - put.mean(),
                index - table,
                search - index,
                cache));
    }

    /** As aggregates, which take the stand-in for Kinesis out of the way. */
    private void atOneThousand(CatalogSync ours, PlainConsumer plain) throws Exception {
        Processors processors = new Processors();
        Round our = Round.run(ours, ourChanges, 1_000, Duration.ofSeconds(10), true);
        String shares = processors.shares();
        print(ours, "1,000 changes/s", our);
        Round.awaitQuiet(ours);
        Round other = Round.run(plain, plainChanges, 1_000, Duration.ofSeconds(10), true);
        print(plain, "1,000 changes/s", other);
        summary.line(String.format(
                Locale.ROOT,
                "the same, at 1,000 changes/s in aggregates of 25 (fed: %.0f/s, plain %.0f/s)",
                our.fedPerSecond(),
                other.fedPerSecond()));
        summarise(our.seen(), other.seen(), false);
        summary.line(behind(ours, our));
        summary.line(behind(plain, other));
        summary.line("  processors in use until catalog-sync had all: " + shares);
    }

    private static String behind(Contender contender, Round round) {
        return String.format(
                Locale.ROOT,
                "  %s, when the feeding ended: %,d of %,d not yet in the table; waiting behind it %s",
                contender.name(),
                round.behind(),
                round.fed(),
                round.waiting().isEmpty() ? "nothing" : round.waiting());
    }

    private void bursts(CatalogSync ours, PlainConsumer plain) throws Exception {
        Samples our = new Samples();
        Samples other = new Samples();
        for (int round = 1; round <= BURSTS; round++) {
            long one = perSecond(Round.burst(ours, ourChanges, BURST));
            long two = perSecond(Round.burst(plain, plainChanges, BURST));
            Summary.say("burst of %,d, round %d: catalog-sync %,d/s, plain consumer %,d/s", BURST, round, one, two);
            our.add(one);
            other.add(two);
        }
        summary.line(String.format(
                Locale.ROOT,
                "a burst of %,d, changes/s to DynamoDB: catalog-sync %,d to %,d, plain consumer %,d to %,d, ratio %.2f",
                BURST,
                our.least(),
                our.most(),
                other.least(),
                other.most(),
                our.mean() / other.mean()));
    }

    private static long perSecond(Duration drained) {
        return BURST * 1_000L / drained.toMillis();
    }

    private static void print(Contender contender, String what, Round round) {
        Summary.say(
                "%s, %s: fed %,d in %.1f s, of a call the put took %.0f ms, load %s",
                contender.name(),
                what,
                round.fed(),
                round.feeding().toMillis() / 1e3,
                round.put().mean(),
                Summary.load());
        round.seen().forEach((store, samples) -> Summary.say("%s", Summary.latencyLine(store.title, samples)));
    }

    private void summarise(Seen ours, Seen plain, boolean aimed) {
        ours.forEach((store, samples) -> summary.latency(
                "catalog-sync, " + store.title,
                samples,
                aimed ? String.format(Locale.ROOT, "  aim for p99 %,d ms", store.aimMillis) : ""));
        Samples bare = plain.in(Store.DYNAMODB);
        summary.latency("plain consumer, DynamoDB", bare, "");
        Samples own = ours.in(Store.DYNAMODB);
        summary.line(String.format(
                Locale.ROOT,
                "  ratio to DynamoDB                p50 %.2f  p99 %.2f",
                own.p50() / (double) bare.p50(),
                own.p99() / (double) bare.p99()));
    }
}
