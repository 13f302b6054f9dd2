package org.catalogsync.erp.fair;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the ERP alone after so many failed or slow exchanges among twice as many, and then tries it with a fixed number of probes. The window begins full of successes, so the number means what it says from the first exchange on.
 *
 * <p>What counts is the exchange, not who asked or how often: a question that the ERP refuses, an odd answer and refused credentials come from an ERP that works; what never left this process says nothing of it.
 */
final class Breaker {
    /** Failures that are no word of the ERP's. */
    static final Set<String> OUR_OWN = Set.of(
            "no_free_connection",
            "interrupted",
            "credentials_unavailable",
            "credentials_unencodable",
            "deadline_over",
            "internal");

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final CircuitBreaker breaker;
    private final Fairness fairness;
    private final LongSupplier nanos;
    private final AtomicInteger probes = new AtomicInteger();
    private volatile long rests;

    Breaker(Fairness fairness, LongSupplier nanos) {
        this.fairness = fairness;
        this.nanos = nanos;
        int window = 2 * fairness.breakerFailures();
        this.breaker = CircuitBreaker.of(
                "erp",
                CircuitBreakerConfig.custom()
                        .slidingWindow(window, window, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(100)
                        .slowCallDurationThreshold(Duration.ofDays(1)) // slow ones are failures: they count together
                        .waitDurationInOpenState(fairness.breakerRest())
                        .permittedNumberOfCallsInHalfOpenState(fairness.breakerProbes())
                        .build());
        fill();
        breaker.getEventPublisher()
                .onStateTransition(change -> moved(change.getStateTransition().getToState()));
    }

    private void fill() {
        for (int i = 0; i < fairness.breakerFailures(); i++) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    private void moved(State to) {
        switch (to) {
            case OPEN -> {
                rests = nanos.getAsLong() + fairness.breakerRest().toNanos();
                LOG.error("the ERP is left alone for {}: it failed or was slow too often", fairness.breakerRest());
            }
            case HALF_OPEN -> {
                probes.set(fairness.breakerProbes());
                LOG.info("the ERP is tried with {} exchanges", fairness.breakerProbes());
            }
            case CLOSED -> {
                fill();
                LOG.info("the ERP is asked again");
            }
            default -> LOG.warn("the breaker is {}", to);
        }
    }

    /** For how long nothing will be let through; zero where something may be. */
    Duration rest() {
        return breaker.getState() == State.OPEN
                ? Duration.ofNanos(Math.max(0, rests - nanos.getAsLong()))
                : Duration.ZERO;
    }

    /** Whether it is known that nothing will be let through now: it rests, or all of its probes are under way. */
    boolean refuses() {
        return rest().isPositive() || (breaker.getState() == State.HALF_OPEN && probes.get() <= 0);
    }

    /** Whether an exchange may be made now. Each that may is told of by {@link #record} or {@link #unused}. */
    boolean permits() {
        boolean permitted = breaker.tryAcquirePermission();
        if (permitted && breaker.getState() == State.HALF_OPEN) {
            probes.decrementAndGet();
        }
        return permitted;
    }

    void unused() {
        breaker.releasePermission();
        probes.incrementAndGet();
    }

    void record(StockAnswers answers, Duration took) {
        Failure failure = answers.byIsbn().values().stream()
                .filter(StockAnswer.Unavailable.class::isInstance)
                .map(answer -> ((StockAnswer.Unavailable) answer).failure())
                .findFirst()
                .orElse(null);
        if (failure != null && OUR_OWN.contains(failure.code())) {
            unused();
        } else if (failure != null && saysThatItDoesNotWork(failure)) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new NoAnswer(failure.code()));
        } else if (took.compareTo(fairness.slow()) >= 0) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new NoAnswer("slow"));
        } else {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A certificate that does not do stops everything, although asking again does not help. */
    private static boolean saysThatItDoesNotWork(Failure failure) {
        return failure.failureClass() == FailureClass.RETRYABLE
                || failure.failureClass() == FailureClass.FAULT_SERVER
                || failure.code().equals("tls_refused");
    }

    ErpStatus.Breaker status() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> ErpStatus.Breaker.OPEN;
            case HALF_OPEN -> ErpStatus.Breaker.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> ErpStatus.Breaker.CLOSED;
        };
    }

    /** For the breaker's own count alone. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer(String code) {
            super(code, null, false, false);
        }
    }
}
