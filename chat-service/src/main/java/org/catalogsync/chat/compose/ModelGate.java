package org.catalogsync.chat.compose;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets so many calls through at once, and for a while none at all once several in a row were throttled or failed: a template is there at once, a model that is down only costs time. */
final class ModelGate {
    private static final Logger LOG = LoggerFactory.getLogger(ModelGate.class);
    private static final int IN_A_ROW = 5;
    private static final int PROBES = 2;

    private final Semaphore places;
    private final CircuitBreaker breaker;

    ModelGate(int concurrency, Duration rest) {
        this.places = new Semaphore(concurrency);
        this.breaker = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .slidingWindow(IN_A_ROW, IN_A_ROW, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(rest)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change ->
                        LOG.warn("the model is {}", change.getStateTransition().getToState()));
    }

    /** Whether a call may be made; each that may is told of by {@link #left}. Otherwise why not. */
    Written.@Nullable Why enter() {
        if (!places.tryAcquire()) {
            return Written.Why.THROTTLED;
        }
        if (!breaker.tryAcquirePermission()) {
            places.release();
            return Written.Why.THROTTLED;
        }
        return null;
    }

    /** A customer who went away says nothing of the model; one that makes things up works. */
    void left(Written.@Nullable Why why) {
        places.release();
        if (why == null || why == Written.Why.UNGROUNDED) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else if (why == Written.Why.GONE) {
            breaker.releasePermission();
        } else {
            breaker.onError(0, TimeUnit.NANOSECONDS, new NoAnswer(why));
        }
    }

    int free() {
        return places.availablePermits();
    }

    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** For the breaker's own count alone. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer(Written.Why why) {
            super(why.wire(), null, false, false);
        }
    }
}
