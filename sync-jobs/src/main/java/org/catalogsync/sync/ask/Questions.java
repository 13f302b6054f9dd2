package org.catalogsync.sync.ask;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Parallel;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.sync.run.WritePermit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ERP for many keys: in batches as large as it takes, never more calls at once than it may, within the rate that the adapter keeps, and again, within a deadline, for what it left unanswered. Safe for many threads, which share the limits.
 */
final class Questions {
    static final String STORE = "erp";

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    /** So often a key is asked for that the ERP fails over, while it answers others. */
    private static final int TRIES_OF_A_KEY = 3;

    private final Erp erp;
    private final Pacing pacing;
    private final RetryCounters counters;
    private final WritePermit permit;
    private final Time time;
    private final Semaphore calls;

    /** Exchanges that the adapter made again by itself and that are counted here. */
    private final AtomicLong repeated;

    /** @param permit asked before a question is repeated, so that a run that was asked to stop does not wait for the ERP */
    Questions(Erp erp, Pacing pacing, RetryCounters counters, WritePermit permit, Time time) {
        this.erp = erp;
        this.pacing = pacing;
        this.counters = counters;
        this.permit = permit;
        this.time = time;
        this.calls = new Semaphore(pacing.callsAtOnce());
        this.repeated = new AtomicLong(erp.status().retries());
    }

    /**
     * What the ERP says of these keys, in their order: found, not found or unreadable.
     *
     * @throws ErpUnavailable if any of them stays without an answer
     */
    List<StockAnswer> ask(List<Isbn> isbns) {
        int limit = erp.batchLimit();
        List<List<Isbn>> batches = new ArrayList<>();
        for (int from = 0; from < isbns.size(); from += limit) {
            batches.add(isbns.subList(from, Math.min(from + limit, isbns.size())));
        }
        return Parallel.map(pacing.callsAtOnce(), batches, this::askBatch).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<StockAnswer> askBatch(List<Isbn> batch) {
        Map<Isbn, StockAnswer> answers = new HashMap<>();
        long end = time.nanoTime() + pacing.deadline().toNanos();
        List<Isbn> open = batch;
        for (int tries = 1; ; tries++) {
            Failure failure = askOnce(open, end, answers);
            open = batch.stream().filter(isbn -> !answers.containsKey(isbn)).toList();
            if (open.isEmpty() || failure == null) {
                return batch.stream()
                        .map(answers::get)
                        .map(Objects::requireNonNull)
                        .toList();
            }
            if (isAboutTheKeys(failure, answers, tries)) {
                open.forEach(isbn -> answers.put(isbn, flawed(isbn, failure)));
                return batch.stream()
                        .map(answers::get)
                        .map(Objects::requireNonNull)
                        .toList();
            } else {
                backOff(failure, open, tries, end);
            }
        }
    }

    /** The ERP answers others of the same batch and fails over these, again and again: that is no outage, which would stop every run at the same key. */
    private static boolean isAboutTheKeys(Failure failure, Map<Isbn, StockAnswer> answers, int tries) {
        return !answers.isEmpty()
                && (failure.failureClass() == FailureClass.FAULT_CLIENT
                        || (failure.failureClass() == FailureClass.FAULT_SERVER && tries >= TRIES_OF_A_KEY));
    }

    private static StockAnswer flawed(Isbn isbn, Failure failure) {
        return new StockAnswer.Unreadable(
                isbn,
                Instant.now(),
                List.of(new Finding(
                        Finding.Kind.FAULT, "the answer", failure.code() + ", " + failure.message(), "a row or none")));
    }

    /** Keeps what was answered; returns why something was not, null if all was. */
    private @Nullable Failure askOnce(List<Isbn> isbns, long end, Map<Isbn, StockAnswer> answers) {
        Failure failure = null;
        for (StockAnswer answer : call(isbns, end)) {
            if (answer instanceof StockAnswer.Unavailable unavailable) {
                failure = unavailable.failure();
            } else {
                answers.put(answer.isbn(), answer);
            }
        }
        return failure;
    }

    private Iterable<StockAnswer> call(List<Isbn> isbns, long end) {
        calls.acquireUninterruptibly();
        try {
            Duration left = Duration.ofNanos(Math.max(0, end - time.nanoTime()));
            return erp.stock(isbns, Deadline.in(left)).byIsbn().values();
        } finally {
            calls.release();
            countRepeated();
        }
    }

    /** The adapter does not say why, and most often it is for a fault or a connection that broke. */
    private void countRepeated() {
        long now = erp.status().retries();
        for (long known = repeated.getAndAccumulate(now, Math::max); known < now; known++) {
            counters.count(STORE, Retry.Kind.UNAVAILABLE);
        }
    }

    /** A try that could only begin after the deadline is not waited for: it would say that it was late, and not what is wrong. */
    private void backOff(Failure failure, List<Isbn> open, int tries, long end) {
        boolean passes =
                failure.failureClass() == FailureClass.RETRYABLE || failure.failureClass() == FailureClass.FAULT_SERVER;
        long wait = waitNanos(failure, tries);
        if (!passes || wait >= end - time.nanoTime()) {
            throw new ErpUnavailable("the ERP gave no answer for " + open.size() + " keys from " + open.getFirst()
                    + " on after " + tries + (tries == 1 ? " try" : " tries") + ": " + failure.code() + ", "
                    + failure.message());
        }
        counters.count(STORE, kind(failure));
        permit.check();
        pause(wait);
    }

    private long waitNanos(Failure failure, int tries) {
        long doubled = FIRST_BACKOFF.toNanos() << Math.min(tries - 1, 10);
        long jittered = time.jittered(Math.min(doubled, LONGEST_BACKOFF.toNanos()));
        Duration asked = failure.retryAfter();
        return Math.max(jittered, asked == null ? 0 : asked.toNanos());
    }

    private static Retry.Kind kind(Failure failure) {
        return switch (failure.code()) {
            case "http_429", "rate_limited", "too_many_waiting" -> Retry.Kind.THROTTLED;
            case "timed_out" -> Retry.Kind.TIMED_OUT;
            default -> Retry.Kind.UNAVAILABLE;
        };
    }

    private void pause(long nanos) {
        if (nanos <= 0) {
            return;
        }
        try {
            time.pause(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ErpUnavailable("interrupted while the ERP was asked");
        }
    }
}
