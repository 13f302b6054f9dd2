package org.catalogsync.stores;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which every adapter tries again: transient failures only, exponential backoff with full jitter, at the pace that the store bears, within one deadline, counted.
 *
 * <p>The clients' own retries are off. They know nothing of the items that a batch call left undone, and two mechanisms on top of each other multiply attempts and overrun the deadline.
 */
public final class Retry {

    /** Why a call is tried again. */
    public enum Kind {
        /** The store asked us to slow down and did nothing. */
        THROTTLED,
        /** No answer in time; the store may have acted. */
        TIMED_OUT,
        /** The connection broke or the store failed; it may have acted. */
        UNAVAILABLE,
        /** A batch call left items undone, since the store could not take them all. */
        PARTIAL;

        /** Whether the store asks to be called less often. */
        boolean asksForLess() {
            return this == THROTTLED || this == PARTIAL;
        }

        /** Whether the store may have done what we asked before the call failed. */
        public boolean mayHaveActed() {
            return this == TIMED_OUT || this == UNAVAILABLE;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(25);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final String store;
    private final Duration deadline;
    private final RetryCounters counters;
    private final Function<RuntimeException, Optional<Kind>> classifier;
    private final Pace pace;
    private final Pause pause;

    /**
     * @param store whose retries are counted, such as {@code products}
     * @param deadline for how long one call may be tried again
     * @param classifier what a client's exception means; empty for one that another try cannot help
     */
    public Retry(
            String store,
            Duration deadline,
            RetryCounters counters,
            Function<RuntimeException, Optional<Kind>> classifier) {
        this(store, deadline, counters, classifier, new Pace());
    }

    /** @param pace shared with all other callers of the store, so that a throttle slows down each of them */
    public Retry(
            String store,
            Duration deadline,
            RetryCounters counters,
            Function<RuntimeException, Optional<Kind>> classifier,
            Pace pace) {
        this(store, deadline, counters, classifier, pace, Pause.ON_THIS_MACHINE);
    }

    Retry(
            String store,
            Duration deadline,
            RetryCounters counters,
            Function<RuntimeException, Optional<Kind>> classifier,
            Pace pace,
            Pause pause) {
        this.store = store;
        this.deadline = deadline;
        this.counters = counters;
        this.classifier = classifier;
        this.pace = pace;
        this.pause = pause;
    }

    /** Calls until it succeeds, fails for good, or the deadline has passed ({@link StoreUnavailable}); for calls that may be repeated. */
    public <T extends @Nullable Object> T call(String what, Supplier<T> call) {
        Attempts attempts = attempts(what);
        while (true) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    /**
     * For calls that must know about each failure, such as batches that send only the rest again. Waits for the first try's turn; each back-off ends with the turn of the next.
     */
    public Attempts attempts(String what) {
        return new Attempts(what);
    }

    /** One logical call: its tries, its deadline, its backoff. Not thread-safe. */
    public final class Attempts {
        private final String what;
        private final long startNanos = pause.nanoTime();
        private int tries;

        private Attempts(String what) {
            this.what = what;
            takeTurn(0);
        }

        /** Waits if the failure is transient and says what it was; throws it on if it is not, and {@link StoreUnavailable} past the deadline. */
        public Kind backOff(RuntimeException failure) {
            Kind kind = classifier.apply(failure).orElseThrow(() -> failure);
            backOff(kind, failure);
            return kind;
        }

        /** Waits before the rest of a batch is sent again. */
        public void backOff(Kind kind, @Nullable Throwable cause) {
            tries++;
            long leftNanos = deadline.toNanos() - (pause.nanoTime() - startNanos);
            if (leftNanos <= 0) {
                throw new StoreUnavailable(
                        store + ": " + what + " still " + spoken(kind) + " after " + deadline + " and " + tries
                                + " tries" + (cause == null ? "" : ": " + cause.getMessage()),
                        cause);
            }
            counters.count(store, kind);
            LOG.debug("{}: {} {}, try {}", store, what, spoken(kind), tries, cause);
            if (kind.asksForLess()) {
                pace.throttled(pause.nanoTime());
            }
            takeTurn(pause.jittered(longestPauseNanos()));
        }

        /** Before what is left is sent at once, since the store did nothing amiss. */
        public void again() {
            takeTurn(0);
        }

        /** Waits for the store's pace and at least so long, but not beyond the deadline. */
        private void takeTurn(long atLeastNanos) {
            long leftNanos = Math.max(0, deadline.toNanos() - (pause.nanoTime() - startNanos));
            long turnNanos = pace.turn(pause.nanoTime(), leftNanos);
            long nanos = Math.min(leftNanos, Math.max(atLeastNanos, turnNanos));
            if (nanos > 0) {
                sleep(nanos);
            }
        }

        private long longestPauseNanos() {
            long doubled = FIRST_BACKOFF.toNanos() << Math.min(tries - 1, 20);
            return Math.min(doubled, LONGEST_BACKOFF.toNanos());
        }

        private void sleep(long nanos) {
            try {
                pause.sleep(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailable(store + ": " + what + " was interrupted", e);
            }
        }

        private static String spoken(Kind kind) {
            return switch (kind) {
                case THROTTLED -> "throttled";
                case TIMED_OUT -> "without an answer";
                case UNAVAILABLE -> "unavailable";
                case PARTIAL -> "incomplete";
            };
        }
    }

    /** Time and chance, replaced in tests. */
    interface Pause {
        Pause ON_THIS_MACHINE = new Pause() {};

        default long nanoTime() {
            return System.nanoTime();
        }

        /** Full jitter: anything from nothing to the bound, so that many callers spread out. */
        default long jittered(long boundNanos) {
            return ThreadLocalRandom.current().nextLong(boundNanos + 1);
        }

        default void sleep(long nanos) throws InterruptedException {
            Thread.sleep(Duration.ofNanos(nanos));
        }
    }
}
