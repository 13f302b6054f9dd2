package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RememberedCredentialsTest {
    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T03:00:00Z"));
    private final AtomicInteger fetches = new AtomicInteger();
    private final RememberedCredentials remembered =
            new RememberedCredentials(deadline -> token(fetches.incrementAndGet()), Duration.ofMinutes(10), now::get);

    @Test
    void asksTheVaultOnceInALife() {
        assertThat(remembered.current(SOON)).isEqualTo(token(1));
        pass(Duration.ofSeconds(599));
        assertThat(remembered.current(SOON)).isEqualTo(token(1));
        pass(Duration.ofSeconds(1));
        assertThat(remembered.current(SOON)).isEqualTo(token(2));
    }

    @Test
    void forgetsWhatTheErpRefused() {
        remembered.current(SOON);
        pass(RememberedCredentials.CALM);

        remembered.refused(token(1));

        assertThat(remembered.current(SOON)).isEqualTo(token(2));
    }

    @Test
    void refusalsDoNotBecomeAStormOnTheVault() {
        for (int i = 0; i < 100; i++) {
            remembered.refused(remembered.current(SOON));
        }

        assertThat(fetches).hasValue(1);
    }

    @Test
    void lateRefusalOfFormerCredentialsForgetsNothing() {
        remembered.current(SOON);
        pass(Duration.ofMinutes(10));
        remembered.current(SOON);
        pass(RememberedCredentials.CALM);

        remembered.refused(token(1));

        assertThat(remembered.current(SOON)).isEqualTo(token(2));
    }

    @Test
    void failureIsNotRemembered() {
        AtomicInteger tries = new AtomicInteger();
        RememberedCredentials flaky = new RememberedCredentials(
                deadline -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("down");
                    }
                    return token(7);
                },
                Duration.ofMinutes(10),
                now::get);

        assertThatThrownBy(() -> flaky.current(SOON)).isInstanceOf(IllegalStateException.class);
        assertThat(flaky.current(SOON)).isEqualTo(token(7));
    }

    @Test
    void whoWaitsForAnothersFetchWaitsNoLongerThanItsDeadline() throws Exception {
        CountDownLatch inVault = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        RememberedCredentials slow = new RememberedCredentials(
                deadline -> {
                    inVault.countDown();
                    await(open);
                    return token(1);
                },
                Duration.ofMinutes(10),
                now::get);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Credentials> first = threads.submit(() -> slow.current(SOON));
            await(inVault);
            assertThatThrownBy(() -> slow.current(Deadline.in(Duration.ofMillis(20))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in time");
            open.countDown();
            assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(token(1));
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static Credentials token(int number) {
        return new Credentials(new Secret("token " + number), null);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
