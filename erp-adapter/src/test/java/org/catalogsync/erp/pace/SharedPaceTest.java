package org.catalogsync.erp.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;
import org.junit.jupiter.api.Test;

/** Processes that share the rate while Redis comes and goes, on a clock of the test's own. */
class SharedPaceTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final Fairness FAIRNESS =
            ErpSettings.of(URI.create("http://127.0.0.1:1/soap")).fairness();

    private long now = 77 * SECOND;

    /** Whatever the outages, whenever each process notices, and however greedy all are. */
    @Property(tries = 300)
    void noSecondSeesMoreThanTheCeiling(@ForAll long seed) {
        assertThat(most(new Random(seed), FAIRNESS)).isLessThanOrEqualTo(Fairness.CEILING);
    }

    /** The test of the test: a rate beyond the ceiling is noticed. */
    @Test
    void aHigherRateIsSeen() {
        Fairness greedy = ErpSettings.fromEnvironment(Map.of(
                        "ERP_ENDPOINT",
                        "http://127.0.0.1:1/soap",
                        "ERP_RATE",
                        "45",
                        "ERP_BURST",
                        "5",
                        "ERP_PROCESSES",
                        "1"))
                .fairness();
        int most = 0;
        for (int seed = 0; seed < 20; seed++) {
            most = Math.max(most, most(new Random(seed), greedy));
        }

        assertThat(most)
                .as("three processes, each with the whole rate as its share")
                .isGreaterThan(Fairness.CEILING);
    }

    @Test
    void theSharedRateIsUsedToTheFull() {
        Redis redis = new Redis(FAIRNESS);
        SharedPace pace = new SharedPace(redis, FAIRNESS, () -> now);
        pace.look();
        int taken = 0;
        for (int step = 0; step < 30_000; step++) {
            taken += pace.take(Priority.BULK) == 0 ? 1 : 0;
            now += MILLI;
        }

        assertThat(taken).as("in 30 s, the first 5 at a third").isBetween(25 * 43, 30 * 43);
    }

    @Test
    void anExtractLeavesTheNextTokensToCustomers() {
        Redis redis = new Redis(FAIRNESS);
        SharedPace night = new SharedPace(redis, FAIRNESS, () -> now);
        SharedPace chat = new SharedPace(redis, FAIRNESS, () -> now);
        night.look();
        chat.look();
        now += 10 * SECOND;
        List<Long> waited = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            night.take(Priority.BULK);
            if (step % 200 == 0) {
                waited.add(chat.take(Priority.CUSTOMER));
            }
            now += MILLI;
        }

        assertThat(waited).containsOnly(0L);
    }

    /** The most that any second saw. */
    private int most(Random random, Fairness fairness) {
        now = 77 * SECOND;
        Redis redis = new Redis(fairness);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new Process(new SharedPace(redis, fairness, () -> now), random.nextInt(1_000)));
        }
        Deque<Long> second = new ArrayDeque<>();
        int most = 0;
        for (int milli = 0; milli < 20_000; milli++) {
            if (random.nextInt(3_000) == 0) {
                redis.away = !redis.away;
                if (random.nextBoolean()) {
                    redis.forget();
                }
            }
            for (Process process : processes) {
                process.maybeLook(milli);
                int greed = random.nextInt(4);
                for (int i = 0; i < greed; i++) {
                    if (process.pace.take(Priority.values()[random.nextInt(3)]) == 0) {
                        second.addLast(now);
                    }
                }
            }
            while (!second.isEmpty() && second.peekFirst() <= now - SECOND) {
                second.removeFirst();
            }
            most = Math.max(most, second.size());
            now += MILLI;
        }
        return most;
    }

    /** Looks for Redis once a second, each at another time, and sometimes late. */
    private record Process(SharedPace pace, int offset) {
        void maybeLook(int milli) {
            if (milli % 1_000 == offset) {
                pace.look();
            }
        }
    }

    /** One bucket for all. */
    private final class Redis implements SharedTokens {
        private final Fairness fairness;
        private Bucket bucket;
        boolean away;

        Redis(Fairness fairness) {
            this.fairness = fairness;
            this.bucket = fresh();
        }

        private Bucket fresh() {
            LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return now;
                }

                @Override
                public boolean isWallClockBased() {
                    return true;
                }
            });
            for (Bandwidth limit : Tokens.shared(fairness).getBandwidths()) {
                builder.addLimit(limit);
            }
            return builder.build();
        }

        /** As after a restart without its data. */
        void forget() {
            bucket = fresh();
        }

        @Override
        public void reach() {
            if (away) {
                throw new IllegalStateException("away");
            }
        }

        @Override
        public long take(Priority priority) {
            reach();
            return Tokens.take(bucket, priority, fairness.burst());
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
