package org.catalogsync.chat.lookup;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.catalogsync.erp.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to one store, each left alone at its caller's deadline. The stores' own clients know time-outs for one connection, not for a customer who waits.
 *
 * <p>A call that is left goes on until its client gives up; so only so many are under way at once, and a store that failed or was late several times in a row is not asked for a moment. Both end at once and
 * cost the caller nothing.
 */
public final class Bounded {
    private static final Logger LOG = LoggerFactory.getLogger(Bounded.class);
    private static final int MOST_UNDER_WAY = 256;
    private static final int CALLS_SEEN = 20;
    private static final Duration REST = Duration.ofSeconds(2);

    private final String store;
    private final Semaphore free = new Semaphore(MOST_UNDER_WAY);
    private final CircuitBreaker breaker;
    private final LongAdder missed = new LongAdder();

    /** @param store whose name is in logs and in {@code /health/ready} */
    public Bounded(String store) {
        this.store = store;
        this.breaker = CircuitBreaker.of(
                store,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_SEEN)
                        .minimumNumberOfCalls(CALLS_SEEN / 2)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> LOG.warn(
                        "{}: {}",
                        store,
                        change.getStateTransition().getToState().toString().toLowerCase(Locale.ROOT)));
    }

    /** The call's answer; none where it failed, was not back by the deadline, or was not made. Never throws for what the store does. */
    public <T> Optional<T> call(Deadline deadline, Supplier<T> call) {
        if (deadline.isOver() || !free.tryAcquire()) {
            missed.increment();
            return Optional.empty();
        }
        if (!breaker.tryAcquirePermission()) {
            free.release();
            missed.increment();
            return Optional.empty();
        }
        long began = System.nanoTime();
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name(store).start(() -> run(call, answer));
        return awaited(answer, worker, deadline, began);
    }

    private <T> void run(Supplier<T> call, CompletableFuture<T> answer) {
        try {
            answer.complete(call.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        } finally {
            free.release();
        }
    }

    private <T> Optional<T> awaited(CompletableFuture<T> answer, Thread worker, Deadline deadline, long began) {
        try {
            T found = answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return Optional.of(found);
        } catch (TimeoutException e) {
            worker.interrupt();
            return missed(began, e);
        } catch (ExecutionException e) {
            LOG.debug("{} failed", store, e.getCause());
            return missed(began, e);
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            breaker.releasePermission();
            return Optional.empty();
        }
    }

    private <T> Optional<T> missed(long began, Throwable why) {
        breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, why);
        missed.increment();
        return Optional.empty();
    }

    public String store() {
        return store;
    }

    /** Whether the store answered lately, as far as it was asked. */
    public boolean answers() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** How many calls have come back without an answer. */
    public long missed() {
        return missed.sum();
    }
}
