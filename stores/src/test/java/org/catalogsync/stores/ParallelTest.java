package org.catalogsync.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void keepsTheOrderOfItsInputs() {
        assertThat(Parallel.map(7, HUNDRED, i -> 2 * i))
                .isEqualTo(HUNDRED.stream().map(i -> 2 * i).toList());
    }

    @Test
    void runsNoMoreThanItMayAtOnce() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Parallel.map(3, HUNDRED, i -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            return running.decrementAndGet();
        });

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void throwsTheFirstFailureAsItIsAndStartsNoMore() {
        AtomicInteger started = new AtomicInteger();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parallel.map(1, HUNDRED, i -> {
                    started.incrementAndGet();
                    throw new IllegalArgumentException("number " + i);
                }))
                .withMessage("number 0");

        assertThat(started).hasValueLessThan(3);
    }
}
