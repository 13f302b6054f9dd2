package org.catalogsync.erp.fair;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.erp.pace.Pace;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the line: whenever a connection is free, the rate allows a request and the breaker lets it through, the next look-ups ride in it, and each is brought to its end. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /** How old a token may be when its request is sent: within that, rate and burst still are no more than the ceiling. */
    private static final Duration FRESH = Duration.ofMillis(20);

    /** Requests with a token that are not on their way yet. Few: those that a slow connection holds up would arrive together. */
    private static final int SENDING = 2;

    private static final Duration AFTER_FAULT = Duration.ofMillis(100);

    /** What an exchange takes before any was made. */
    private static final Duration ASSUMED = Duration.ofMillis(300);

    private final ErpExchange erp;
    private final Pace pace;
    private final ErpSettings settings;
    private final Line line;
    private final Breaker breaker;
    private final Refusals refusals;
    private final Counts counts;
    private final RetryBudget budget = new RetryBudget();
    private final Semaphore connections;
    private final Semaphore sending = new Semaphore(SENDING);
    private final CountDownLatch closing = new CountDownLatch(1);

    /** A moving mean of what an exchange takes, in nanoseconds. */
    private final AtomicLong usual = new AtomicLong(ASSUMED.toNanos());

    Dispatch(
            ErpExchange erp,
            Pace pace,
            ErpSettings settings,
            Line line,
            Breaker breaker,
            Refusals refusals,
            Counts counts) {
        this.erp = erp;
        this.pace = pace;
        this.settings = settings;
        this.line = line;
        this.breaker = breaker;
        this.refusals = refusals;
        this.counts = counts;
        this.connections = new Semaphore(settings.connections());
    }

    void start() {
        Thread.ofVirtual().name("erp-line").start(this::serve);
    }

    private void serve() {
        try {
            while (line.awaitSomebody()) {
                serveOnceOrSay();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.answerAll(isbn -> refusals.of(isbn, Refusals.closed()));
        }
    }

    /** Nobody else serves the line. */
    private void serveOnceOrSay() throws InterruptedException {
        try {
            serveOnce();
        } catch (RuntimeException | Error e) {
            LOG.error("the line before the ERP stood still by our own fault", e);
            line.pause(AFTER_FAULT.toNanos());
        }
    }

    /** Connection first, then the token: a token that waits for a connection would be used in another second than it is for. */
    private void serveOnce() throws InterruptedException {
        connections.acquire();
        sending.acquire();
        boolean gone = false;
        try {
            Priority right = takeToken();
            if (right == null) {
                return;
            }
            if (!breaker.permits()) {
                refuseAll();
                return;
            }
            List<Lookup> batch = line.take();
            if (batch.isEmpty()) {
                breaker.unused();
                return;
            }
            counts.underWay.incrementAndGet();
            long token = System.nanoTime();
            Thread.ofVirtual().name("erp-exchange").start(() -> ask(batch, right, token));
            gone = true;
        } finally {
            if (!gone) {
                sending.release();
                connections.release();
            }
        }
    }

    /** Waits for a token as long as anybody waits here, always with the best right that is there; null where nobody does any more. */
    private @Nullable Priority takeToken() throws InterruptedException {
        while (closing.getCount() > 0) {
            Priority first = line.first();
            if (first == null) {
                return null;
            }
            if (breaker.refuses()) {
                refuseAll();
                return null;
            }
            long wait = pace.take(first);
            if (wait == 0) {
                return first;
            }
            line.pause(wait, first);
        }
        return null;
    }

    private void refuseAll() {
        line.answerAll(isbn -> refusals.of(isbn, Refusals.rests(breaker.rest())));
    }

    private void ask(List<Lookup> batch, Priority right, long token) {
        try {
            settle(batch, answers(batch, right, token));
        } catch (RuntimeException | Error e) {
            // Look-ups that never end would be joined for ever by whoever asks for their ISBNs.
            LOG.error("an exchange with the ERP failed by our own fault", e);
            batch.forEach(lookup -> line.done(lookup, refusals.of(lookup.isbn, Refusals.internal(e))));
        }
    }

    private StockAnswers answers(List<Lookup> batch, Priority right, long token) {
        List<Isbn> isbns = batch.stream().map(lookup -> lookup.isbn).toList();
        AtomicLong sent = new AtomicLong();
        Runnable onItsWay = () -> {
            if (sent.compareAndSet(0, System.nanoTime())) {
                sending.release();
            }
        };
        StockAnswers answers;
        try {
            refresh(token, right);
            answers = erp.stock(isbns, Deadline.in(settings.timeout()), onItsWay);
        } catch (RuntimeException | Error e) {
            LOG.error("an exchange with the ERP failed by our own fault", e);
            answers = refusals.all(isbns, Refusals.internal(e));
        } finally {
            onItsWay.run();
            counts.underWay.decrementAndGet();
            connections.release();
        }
        // What came before it was sent, such as a vault that was slow, is not the ERP's.
        Duration took = Duration.ofNanos(System.nanoTime() - sent.get());
        usual.updateAndGet(mean -> mean + (took.toNanos() - mean) / 8);
        breaker.record(answers, took);
        count(batch);
        return answers;
    }

    private void count(List<Lookup> batch) {
        counts.exchanges.increment();
        counts.asked.add(batch.size());
        if (batch.stream().anyMatch(lookup -> lookup.asked > 1)) {
            counts.retries.increment();
        } else {
            budget.earn();
        }
    }

    /** On a busy machine a token may be old before its request is sent. Then it is lost: requests that fell behind would arrive together with those of the next moment. */
    private void refresh(long token, Priority right) {
        long taken = token;
        while (System.nanoTime() - taken > FRESH.toNanos()) {
            long wait = pace.take(right);
            if (wait == 0) {
                taken = System.nanoTime();
            } else if (closed(Duration.ofNanos(wait))) {
                return;
            }
        }
    }

    /** Each look-up ends here, or goes back into the line. */
    private void settle(List<Lookup> batch, StockAnswers answers) {
        Retry retry = Retry.of(answers);
        List<Lookup> again = batch.stream()
                .filter(lookup -> retry.failed().contains(lookup.isbn) && mayBeAskedAgain(lookup, retry))
                .toList();
        boolean repeated = !again.isEmpty() && breaker.rest().isZero() && budget.pay(retry.exchanges(again.size()));
        for (Lookup lookup : batch) {
            if (!repeated || !again.contains(lookup)) {
                end(lookup, answers.of(lookup.isbn));
            }
        }
        if (breaker.rest().isPositive()) {
            refuseAll();
        }
        if (repeated) {
            askAgain(again, retry);
        }
    }

    private void end(Lookup lookup, StockAnswer answer) {
        counts.odd(answer);
        if (answer.failureClass() == null) {
            counts.lastAnswer = answer.asOf();
        }
        line.done(lookup, answer);
    }

    /** Only where its answer is likely to come in time for somebody. */
    private boolean mayBeAskedAgain(Lookup lookup, Retry retry) {
        int retries = settings.fairness().retries();
        int most = retry.once() ? Math.min(1, retries) : retries;
        long needed = retry.longestWait(lookup.asked).toNanos() + 2 * usual.get();
        return (retry.split() || lookup.asked <= most) && line.patience(lookup) > needed;
    }

    /** With full jitter: many that failed together must not come together again. */
    private void askAgain(List<Lookup> again, Retry retry) {
        long least = retry.atLeast().toNanos();
        long most =
                Math.max(least + 1, retry.longestWait(again.getFirst().asked).toNanos());
        boolean closed = closed(Duration.ofNanos(ThreadLocalRandom.current().nextLong(least, most)));
        if (closed) {
            again.forEach(lookup -> line.done(lookup, refusals.of(lookup.isbn, Refusals.closed())));
        } else {
            line.again(again, retry.split() ? Math.ceilDiv(again.size(), 2) : erp.batchLimit());
        }
    }

    private boolean closed(Duration wait) {
        try {
            return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Asks nothing more; what is under way is ended by whoever closes the exchange. */
    void close() {
        closing.countDown();
        line.close();
    }
}
