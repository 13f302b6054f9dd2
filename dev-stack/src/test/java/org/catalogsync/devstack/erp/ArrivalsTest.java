package org.catalogsync.devstack.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The limit and the measure against counting by hand. */
class ArrivalsTest {
    private static final long SECOND = 1_000_000_000;

    @Property(tries = 300)
    void noWindowHoldsMoreThanTheLimitAndNobodyIsRefusedWithoutNeed(
            @ForAll("gaps") List<Long> gaps, @ForAll @IntRange(min = 1, max = 60) int limit) {
        Crowd crowd = new Crowd(limit);

        for (long gap : gaps) {
            boolean isRoom = within(crowd.admitted, crowd.now + gap) < limit;
            assertThat(crowd.arrive(gap)).isEqualTo(isRoom);
        }

        assertThat(most(crowd.admitted)).isLessThanOrEqualTo(limit);
        assertThat(crowd.arrivals.counts())
                .isEqualTo(new Arrivals.Counts(
                        crowd.times.size(), crowd.times.size() - crowd.admitted.size(), most(crowd.times)));
    }

    /** Mostly as close as a crowd comes, and now and then around the window's length. */
    @Provide
    Arbitrary<List<Long>> gaps() {
        Arbitrary<Long> close = Arbitraries.longs().between(0, 60_000_000);
        Arbitrary<Long> edge = Arbitraries.longs().between(SECOND - 2, SECOND + 2);
        Arbitrary<Long> none = Arbitraries.just(0L);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(10, close),
                        net.jqwik.api.Tuple.of(1, edge),
                        net.jqwik.api.Tuple.of(4, none))
                .list()
                .ofMaxSize(300);
    }

    @Example
    void fiftyFirstIsRefusedUntilTheFirstHasLeftTheWindow() {
        Crowd crowd = new Crowd(50);
        for (int i = 0; i < 50; i++) {
            assertThat(crowd.arrive(i == 0 ? 0 : 1)).isTrue();
        }

        assertThat(crowd.arrive(SECOND - 50)).isFalse();
        assertThat(crowd.arrive(1)).isTrue();
        assertThat(crowd.arrive(0)).isFalse();
        assertThat(crowd.arrivals.counts()).isEqualTo(new Arrivals.Counts(53, 2, 52));
    }

    @Example
    void resetForgetsWhatWasCountedAndNotTheLimit() {
        Crowd crowd = new Crowd(2);
        crowd.arrive(0);
        crowd.arrive(0);

        crowd.arrivals.reset();

        assertThat(crowd.arrivals.counts()).isEqualTo(new Arrivals.Counts(0, 0, 0));
        assertThat(crowd.arrive(1)).isFalse();
        assertThat(crowd.arrivals.counts()).isEqualTo(new Arrivals.Counts(1, 1, 1));
    }

    @Example
    void floodIsMeasuredUpToWhatIsToldApart() {
        Crowd crowd = new Crowd(50);
        for (int i = 0; i < 70_000; i++) {
            crowd.arrivals.arrive();
        }

        assertThat(crowd.arrivals.counts()).isEqualTo(new Arrivals.Counts(70_000, 69_950, 65_536));
    }

    /** Who came and who was let in, by hand. */
    private static final class Crowd {
        private final List<Long> times = new ArrayList<>();
        private final List<Long> admitted = new ArrayList<>();
        private final Arrivals arrivals;
        private long now;

        Crowd(int limit) {
            arrivals = new Arrivals(limit, () -> now);
        }

        boolean arrive(long gap) {
            now += gap;
            boolean isAdmitted = arrivals.arrive().isAdmitted();
            times.add(now);
            if (isAdmitted) {
                admitted.add(now);
            }
            return isAdmitted;
        }
    }

    private static int within(List<Long> times, long end) {
        return (int) times.stream().filter(time -> end - time < SECOND).count();
    }

    private static int most(List<Long> times) {
        int most = 0;
        for (int i = 0; i < times.size(); i++) {
            most = Math.max(most, within(times.subList(0, i + 1), times.get(i)));
        }
        return most;
    }
}
