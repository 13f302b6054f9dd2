package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    /** Close to where the JVM's clock may overflow. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 500);

    @Test
    void remainingTimeFallsToZeroAndStaysThere() {
        Deadline deadline = Deadline.in(Duration.ofNanos(1_000), clock::get);

        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(1_000));
        clock.addAndGet(999);
        assertThat(deadline.isOver()).isFalse();
        clock.addAndGet(1);
        assertThat(deadline.isOver()).isTrue();
        clock.addAndGet(1_000_000);
        assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
    }

    @Test
    void noTimeIsOverAtOnce() {
        assertThat(Deadline.in(Duration.ZERO, clock::get).isOver()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(-1), clock::get).isOver()).isTrue();
    }

    @Test
    void atMostTakesTheSooner() {
        Deadline callers = Deadline.in(Duration.ofNanos(1_000), clock::get);

        assertThat(callers.atMost(Duration.ofNanos(10)).remaining()).isEqualTo(Duration.ofNanos(10));
        assertThat(callers.atMost(Duration.ofSeconds(10))).isSameAs(callers);
    }

    @Test
    void absurdTimesAreADay() {
        assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE), clock::get).remaining())
                .isEqualTo(Duration.ofDays(1));
    }
}
