package org.catalogsync.erp.facade.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Near its end, where sums overflow. */
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - SECOND);

    @Test
    void givesASecondsWorthAtOnceAndThenOneByOne() {
        TokenBucket bucket = new TokenBucket(2, time::get);

        Grant first = bucket.take();
        Grant second = bucket.take();
        Grant third = bucket.take();
        time.addAndGet(third.waiting().toNanos());
        Grant fourth = bucket.take();

        assertThat(first).isEqualTo(new Grant(true, 2, 1, Duration.ofMillis(500), Duration.ZERO));
        assertThat(second).isEqualTo(new Grant(true, 2, 0, Duration.ofSeconds(1), Duration.ZERO));
        assertThat(third).isEqualTo(new Grant(false, 2, 0, Duration.ofSeconds(1), Duration.ofMillis(500)));
        assertThat(fourth.given()).isTrue();
        assertThat(bucket.take().given()).isFalse();
    }

    @Test
    void fillsUpAndNoFurther() {
        TokenBucket bucket = new TokenBucket(3, time::get);
        bucket.take();

        time.addAndGet(3_600 * SECOND);

        assertThat(bucket.take().remaining()).isEqualTo(2);
    }

    @Test
    void refusedOnesCostNothing() {
        TokenBucket bucket = new TokenBucket(1, time::get);
        bucket.take();
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take().given()).isFalse();
        }

        time.addAndGet(SECOND);

        assertThat(bucket.take().given()).isTrue();
    }

    @Property(tries = 300)
    void noSecondHasMoreThanTwiceTheRateAndNoSpanMoreThanItsShare(
            @ForAll @IntRange(min = 1, max = 50) int perSecond,
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 100_000_000) Integer> pauses) {
        TokenBucket bucket = new TokenBucket(perSecond, time::get);
        List<Long> given = new ArrayList<>();
        for (int pause : pauses) {
            time.addAndGet(pause);
            if (bucket.take().given()) {
                given.add(time.get());
            }
        }

        for (int from = 0; from < given.size(); from++) {
            for (int to = from; to < given.size(); to++) {
                double seconds = (given.get(to) - given.get(from)) / 1e9;
                assertThat((double) (to - from + 1)).isLessThanOrEqualTo(perSecond + seconds * perSecond + 1e-6);
            }
        }
    }
}
