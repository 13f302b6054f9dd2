package org.catalogsync.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LATENCY = Duration.ofMillis(4).toNanos();
    private static final long DEADLINE = 60 * SECOND;

    @Test
    void neverHoldsBackWhereNothingWasThrottled() {
        Pace pace = new Pace();

        for (int i = 0; i < 10_000; i++) {
            assertThat(pace.turn(i, DEADLINE)).isZero();
        }
    }

    @Test
    void isNotAlarmedByOneThrottle() {
        Pace pace = new Pace();
        pace.turn(0, DEADLINE);
        pace.throttled(1);

        assertThat(pace.turn(2, DEADLINE)).isZero();
    }

    @Test
    void slowsDownEveryCallerOnceCallsAreRefused() {
        Pace pace = new Pace();
        for (int i = 0; i < 200; i++) {
            pace.turn(i * SECOND / 200, DEADLINE);
        }
        for (int i = 0; i < 100; i++) {
            pace.throttled(SECOND + i);
        }

        assertThat(pace.perSecond(SECOND)).isBetween(100.0, 200.0);
        assertThat(pace.turn(SECOND + 100, DEADLINE)).isLessThan(SECOND / 50);
        assertThat(pace.turn(SECOND + 101, DEADLINE)).isPositive();
    }

    @Test
    void cutsOnceForAllAnswersToWhatWasSentBefore() {
        Pace pace = throttledAt(SECOND);
        double once = pace.perSecond(SECOND);

        for (int i = 0; i < 50; i++) {
            pace.throttled(SECOND + i * SECOND / 1_000);
        }

        assertThat(pace.perSecond(SECOND)).isEqualTo(once);
    }

    @Test
    void letsACallerGoOutOfTurnForItsLastTry() {
        Pace pace = throttledAt(SECOND);
        for (int i = 0; i < 100; i++) {
            pace.turn(SECOND, DEADLINE);
        }

        assertThat(pace.turn(SECOND, 5)).isEqualTo(5);
        assertThat(pace.turn(SECOND, 0)).isZero();
    }

    @Test
    void forgetsALimitThatWasNotTouchedForLong() {
        Pace pace = throttledAt(SECOND);

        assertThat(pace.turn(40 * SECOND, DEADLINE)).isZero();
        assertThat(pace.turn(40 * SECOND, DEADLINE)).isZero();
        assertThat(pace.perSecond(40 * SECOND)).isInfinite();
    }

    private static Pace throttledAt(long now) {
        Pace pace = new Pace();
        for (int i = 0; i < 30; i++) {
            pace.turn(now - 3 * SECOND / 5, DEADLINE);
        }
        for (int i = 0; i < 20; i++) {
            pace.throttled(now);
        }
        assertThat(pace.perSecond(now)).isFinite();
        return pace;
    }

    @Property(tries = 60)
    void findsWhatAStoreBearsAndKeepsNearIt(
            @ForAll @IntRange(min = 40, max = 3_000) int capacity,
            @ForAll @IntRange(min = 8, max = 64) int callers,
            @ForAll long seed) {
        Throng throng = new Throng(capacity, callers, new Random(seed));

        throng.until(20 * SECOND);
        Throng.Tally tally = throng.during(20 * SECOND);

        double wanted = Math.min(capacity, callers * (double) SECOND / LATENCY);
        assertThat(tally.served() / 20.0).as("served a second, of %s", wanted).isGreaterThan(0.5 * wanted);
        assertThat(tally.refusedShare()).as("share refused").isLessThan(0.2);
    }

    @Property(tries = 40)
    void isAsFastAsEverSoonAfterTheThrottlingEnds(
            @ForAll @IntRange(min = 20, max = 300) int capacity, @ForAll long seed) {
        Throng throng = new Throng(capacity, 16, new Random(seed));
        throng.until(20 * SECOND);

        throng.capacity = Integer.MAX_VALUE;
        throng.until(60 * SECOND);

        assertThat(throng.during(5 * SECOND).served() / 5.0).isGreaterThan(0.9 * 16 * SECOND / LATENCY);
    }

    @Property(tries = 40)
    void hardlyCaresForAFewRefusalsThatHaveNothingToDoWithSpeed(@ForAll long seed) {
        Throng throng = new Throng(Integer.MAX_VALUE, 16, new Random(seed));
        throng.refusedAnyway = 0.04;

        assertThat(throng.during(30 * SECOND).served() / 30.0).isGreaterThan(0.5 * 16 * SECOND / LATENCY);
    }

    /** Callers that always have work, each with its own backoff, in simulated time before a store that bears so much a second. */
    private static final class Throng {
        /** When a caller's request reaches the store, and how often it was refused before. */
        private record Arrival(long at, int tries) {}

        record Tally(long served, long refused) {
            double refusedShare() {
                return (double) refused / (served + refused);
            }
        }

        private final Pace pace = new Pace();
        private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
        private final Random random;
        private int capacity;
        private double refusedAnyway;
        private double tokens;
        private long now;
        private long served;
        private long refused;

        Throng(int capacity, int callers, Random random) {
            this.capacity = capacity;
            this.random = random;
            for (int i = 0; i < callers; i++) {
                arrivals.add(new Arrival(pace.turn(0, DEADLINE), 0));
            }
        }

        Tally during(long nanos) {
            long servedBefore = served;
            long refusedBefore = refused;
            until(now + nanos);
            return new Tally(served - servedBefore, refused - refusedBefore);
        }

        void until(long end) {
            while (!arrivals.isEmpty() && arrivals.peek().at <= end) {
                arrive(arrivals.poll());
            }
            now = end;
        }

        private void arrive(Arrival arrival) {
            // A tenth of a second's worth may be saved up.
            tokens = Math.min(Math.max(1, capacity / 10.0), tokens + (double) capacity * (arrival.at - now) / SECOND);
            now = arrival.at;
            long answered = now + LATENCY;
            if (tokens >= 1 && random.nextDouble() >= refusedAnyway) {
                tokens--;
                served++;
                arrivals.add(new Arrival(answered + pace.turn(answered, DEADLINE), 0));
                return;
            }
            refused++;
            pace.throttled(answered);
            long backoff =
                    (long) (random.nextDouble() * Math.min(5 * SECOND, (SECOND / 40) << Math.min(arrival.tries, 10)));
            long turn = pace.turn(answered, DEADLINE);
            arrivals.add(new Arrival(answered + Math.max(backoff, turn), arrival.tries + 1));
        }
    }
}
