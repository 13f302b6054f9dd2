package org.catalogsync.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final List<Long> bounds = new ArrayList<>();
    private long now;

    /** Time passes only by sleeping, and every pause is as long as it may be. */
    private final Retry.Pause pause = new Retry.Pause() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long jittered(long boundNanos) {
            bounds.add(boundNanos);
            return boundNanos;
        }

        @Override
        public void sleep(long nanos) {
            now += nanos;
        }
    };

    private final RetryCounters counters = new RetryCounters();
    private final Retry retry =
            new Retry("shelf", Duration.ofSeconds(60), counters, RetryTest::classify, new Pace(), pause);

    private static Optional<Retry.Kind> classify(RuntimeException failure) {
        return failure instanceof UnsupportedOperationException ? Optional.of(Retry.Kind.THROTTLED) : Optional.empty();
    }

    @Test
    void triesAgainUntilItSucceedsAndCounts() {
        int[] calls = {0};

        String answer = retry.call("read", () -> {
            if (++calls[0] < 4) {
                throw new UnsupportedOperationException("busy");
            }
            return "read";
        });

        assertThat(answer).isEqualTo("read");
        assertThat(counters.snapshot().of("shelf", Retry.Kind.THROTTLED)).isEqualTo(3);
        assertThat(counters.snapshot().total()).isEqualTo(3);
    }

    @Test
    void throwsWhatAnotherTryCannotHelpAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> retry.call("read", () -> {
                    throw new IllegalStateException("broken");
                }));

        assertThat(counters.snapshot().byStore()).isEmpty();
    }

    @Test
    void doublesTheLongestPauseUpToABound() {
        giveUp();

        assertThat(bounds.subList(0, 10).stream()
                        .map(nanos -> Duration.ofNanos(nanos).toMillis()))
                .containsExactly(25L, 50L, 100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
    }

    @Test
    void givesUpAtTheDeadlineAndNotLater() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(this::giveUpLoudly)
                .withMessageContaining("shelf: read still throttled after PT1M")
                .withMessageContaining("busy")
                .withCauseInstanceOf(UnsupportedOperationException.class);

        assertThat(now).isEqualTo(Duration.ofSeconds(60).toNanos());
    }

    @Test
    void slowsDownTheOtherCallersOfAStoreThatThrottles() {
        Pace pace = new Pace();
        Retry throttled = new Retry("shelf", Duration.ofSeconds(60), counters, RetryTest::classify, pace, pause);
        Retry neighbour = new Retry("shelf", Duration.ofSeconds(60), counters, RetryTest::classify, pace, pause);
        Retry stranger = new Retry("desk", Duration.ofSeconds(60), counters, RetryTest::classify, new Pace(), pause);
        Retry.Attempts attempts = throttled.attempts("write");
        for (int i = 0; i < 7; i++) {
            attempts.backOff(Retry.Kind.THROTTLED, null);
        }

        long before = now;
        neighbour.call("read", () -> "one");
        neighbour.call("read", () -> "two");
        assertThat(now - before).isPositive();

        before = now;
        stranger.call("read", () -> "one");
        stranger.call("read", () -> "two");
        assertThat(now - before).isZero();
    }

    @Test
    void waitsForItsTurnUpToTheDeadlineAndThenTriesOnceMore() {
        Pace pace = new Pace();
        Retry crowd = new Retry("shelf", Duration.ofDays(1), counters, RetryTest::classify, pace, pause);
        Retry.Attempts attempts = crowd.attempts("write");
        for (int i = 0; i < 7; i++) {
            attempts.backOff(Retry.Kind.THROTTLED, null);
        }
        for (int i = 0; i < 100; i++) {
            pace.turn(now, Long.MAX_VALUE);
        }
        Retry hurried = new Retry("shelf", Duration.ofMillis(20), counters, RetryTest::classify, pace, pause);

        long before = now;
        String answer = hurried.call("read", () -> "read");

        assertThat(answer).isEqualTo("read");
        assertThat(now - before).isEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void knowsWhichFailuresLeaveDoubt() {
        assertThat(Retry.Kind.TIMED_OUT.mayHaveActed()).isTrue();
        assertThat(Retry.Kind.UNAVAILABLE.mayHaveActed()).isTrue();
        assertThat(Retry.Kind.THROTTLED.mayHaveActed()).isFalse();
        assertThat(Retry.Kind.PARTIAL.mayHaveActed()).isFalse();
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        Retry real = new Retry("shelf", Duration.ofSeconds(60), counters, RetryTest::classify);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> real.call("read", () -> {
                    throw new UnsupportedOperationException("busy");
                }))
                .withMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    private void giveUp() {
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(this::giveUpLoudly);
    }

    private void giveUpLoudly() {
        retry.call("read", () -> {
            throw new UnsupportedOperationException("busy");
        });
    }
}
