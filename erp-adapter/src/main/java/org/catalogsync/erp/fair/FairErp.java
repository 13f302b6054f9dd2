package org.catalogsync.erp.fair;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.erp.pace.Pace;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ERP behind a line: look-ups wait in it, by their rights; whenever a connection is free and the rate allows a request, the next ones ride in it together. One look-up for each ISBN, whoever asks. Nobody's leaving takes an answer from
 * anybody else, and nobody waits longer than he said.
 */
public final class FairErp implements Erp {
    private static final Logger LOG = LoggerFactory.getLogger(FairErp.class);

    /** How old a token may be when its request is sent: within that, rate and burst still are no more than the ceiling. */
    private static final Duration FRESH = Duration.ofMillis(20);

    private static final int SENDING = 2;

    private static final Duration AFTER_FAULT = Duration.ofMillis(100);

    /** What an exchange takes before any was made. */
    private static final Duration ASSUMED = Duration.ofMillis(300);

    private final ErpExchange erp;
    private final Pace pace;
    private final ErpSettings settings;
    private final InstantSource clock;
    private final Line line;
    private final Breaker breaker;
    private final RetryBudget budget = new RetryBudget();
    private final Counts counts = new Counts();
    private final HealthGauge health;
    private final Semaphore connections;

    /** Requests with a token that are not on their way yet. Few: those that a slow connection holds up would arrive together. */
    private final Semaphore sending = new Semaphore(SENDING);

    private final CountDownLatch closing = new CountDownLatch(1);

    /** A moving mean of what an exchange takes, in nanoseconds. */
    private final AtomicLong usual = new AtomicLong(ASSUMED.toNanos());

    private FairErp(
            ErpExchange erp, Pace pace, ErpSettings settings, BiPredicate<URI, Duration> answers, InstantSource clock) {
        Fairness fairness = settings.fairness();
        this.erp = erp;
        this.pace = pace;
        this.settings = settings;
        this.clock = clock;
        this.line = new Line(fairness.mostWaiting(), erp.batchLimit());
        this.breaker = new Breaker(fairness, System::nanoTime);
        this.health = new HealthGauge(fairness.health(), answers, pace);
        this.connections = new Semaphore(settings.connections());
    }

    /**
     * Begins to work at once.
     *
     * @param erp closes with it, and so does the pace
     * @param answers whether an address answers within some time, for the health gauge
     */
    public static FairErp over(
            ErpExchange erp, Pace pace, ErpSettings settings, BiPredicate<URI, Duration> answers, InstantSource clock) {
        FairErp fair = new FairErp(erp, pace, settings, answers, clock);
        Thread.ofVirtual().name("erp-line").start(fair::serve);
        fair.health.start();
        return fair;
    }

    @Override
    public Erp at(Priority priority) {
        return new View(this, priority);
    }

    @Override
    public int batchLimit() {
        return erp.batchLimit();
    }

    @Override
    public StockAnswers stock(Isbn isbn, Deadline deadline) {
        return stock(List.of(isbn), Priority.CUSTOMER, deadline);
    }

    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline) {
        return stock(isbns, Priority.CUSTOMER, deadline);
    }

    StockAnswers stock(Collection<Isbn> isbns, Priority priority, Deadline deadline) {
        Set<Isbn> asked = new LinkedHashSet<>(isbns);
        if (asked.isEmpty() || asked.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " ISBNs make a question, not " + asked.size());
        }
        StockAnswers answers = answers(asked, priority, deadline);
        answers.byIsbn().values().forEach(counts::told);
        return answers;
    }

    private StockAnswers answers(Set<Isbn> isbns, Priority priority, Deadline deadline) {
        if (deadline.isOver()) {
            return same(isbns, refused("deadline_over", "the deadline was over before the ERP was asked", null));
        }
        if (breaker.refuses()) {
            return same(isbns, restsFor(breaker.rest()));
        }
        Map<Isbn, Lookup> lookups = new LinkedHashMap<>();
        try {
            for (Isbn isbn : isbns) {
                Lookup lookup = line.join(isbn, priority, deadline);
                if (lookup != null) {
                    lookups.put(isbn, lookup);
                }
            }
            Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
            for (Isbn isbn : isbns) {
                Lookup lookup = lookups.get(isbn);
                answers.put(isbn, lookup == null ? noRoom(isbn) : awaited(lookup, deadline));
            }
            return new StockAnswers(answers, List.of());
        } finally {
            lookups.values().forEach(line::leave);
        }
    }

    private StockAnswer awaited(Lookup lookup, Deadline deadline) {
        try {
            return lookup.answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return unavailable(lookup.isbn, tooLate(lookup));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable(lookup.isbn, refused("interrupted", "the calling thread was interrupted", null));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Failure tooLate(Lookup lookup) {
        return line.waits(lookup)
                ? refused("rate_limited", "not asked before the deadline: " + line.length() + " wait", expected())
                : refused("timed_out", "no answer before the deadline", null);
    }

    private StockAnswer noRoom(Isbn isbn) {
        return unavailable(
                isbn,
                closing.getCount() == 0
                        ? refused("closed", "the way to the ERP is closed", null)
                        : refused(
                                "too_many_waiting",
                                settings.fairness().mostWaiting() + " ISBNs wait already",
                                expected()));
    }

    /** How long those that wait now will take, roughly and at least a second. */
    private Duration expected() {
        Fairness fairness = settings.fairness();
        int rate = pace.shared() ? fairness.rate() : fairness.localRate();
        return Duration.ofSeconds(1 + line.length() / ((long) rate * erp.batchLimit()));
    }

    /** While probes are under way nobody knows for how long. */
    private static Failure restsFor(Duration known) {
        Duration rest = known.isPositive() ? known : Duration.ofSeconds(1);
        return refused("breaker_open", "the ERP is left alone for " + rest.toMillis() + " ms", rest);
    }

    private static Failure refused(String code, String message, @Nullable Duration retryAfter) {
        return new Failure(FailureClass.RETRYABLE, code, message, retryAfter);
    }

    private StockAnswers same(Set<Isbn> isbns, Failure failure) {
        Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
        isbns.forEach(isbn -> answers.put(isbn, unavailable(isbn, failure)));
        return new StockAnswers(answers, List.of());
    }

    private StockAnswer unavailable(Isbn isbn, Failure failure) {
        return new StockAnswer.Unavailable(isbn, clock.instant(), failure);
    }

    // --- the line is served ---

    private void serve() {
        try {
            while (line.awaitSomebody()) {
                serveOnceOrSay();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.answerAll(this::noRoom);
        }
    }

    /** Nobody else serves the line. */
    private void serveOnceOrSay() throws InterruptedException {
        try {
            serveOnce();
        } catch (RuntimeException e) {
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
                refuseAll(breaker.rest());
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
                refuseAll(breaker.rest());
                return null;
            }
            long wait = pace.take(first);
            if (wait == 0) {
                return first;
            }
            line.pause(wait);
        }
        return null;
    }

    private void ask(List<Lookup> batch, Priority right, long token) {
        AtomicLong sent = new AtomicLong();
        Runnable onItsWay = () -> {
            if (sent.compareAndSet(0, System.nanoTime())) {
                sending.release();
            }
        };
        StockAnswers answers;
        try {
            refresh(token, right);
            answers = erp.stock(
                    batch.stream().map(lookup -> lookup.isbn).toList(), Deadline.in(settings.timeout()), onItsWay);
        } catch (RuntimeException | Error e) {
            // Errors too: the look-ups would never end, and whoever asks for their ISBNs would join them for ever.
            LOG.error("an exchange with the ERP failed by our own fault", e);
            Failure ours = new Failure(
                    FailureClass.FAULT_CLIENT, "internal", e.getClass().getSimpleName());
            answers = same(batch.stream().map(lookup -> lookup.isbn).collect(Collectors.toSet()), ours);
        } finally {
            onItsWay.run();
            counts.underWay.decrementAndGet();
            connections.release();
        }
        // What came before, such as a vault that was slow, is not the ERP's.
        Duration took = Duration.ofNanos(System.nanoTime() - sent.get());
        usual.updateAndGet(mean -> mean + (took.toNanos() - mean) / 8);
        counts.exchanges.increment();
        counts.asked.add(batch.size());
        if (batch.stream().anyMatch(lookup -> lookup.asked > 1)) {
            counts.retries.increment();
        } else {
            budget.earn();
        }
        breaker.record(answers, took);
        settle(batch, answers);
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

    private void settle(List<Lookup> batch, StockAnswers answers) {
        Retry retry = Retry.of(answers);
        List<Lookup> again = batch.stream()
                .filter(lookup -> retry.failed().contains(lookup.isbn) && mayBeAskedAgain(lookup, retry))
                .toList();
        boolean repeated = !again.isEmpty() && breaker.rest().isZero() && budget.pay();
        for (Lookup lookup : batch) {
            if (!repeated || !again.contains(lookup)) {
                StockAnswer answer = answers.of(lookup.isbn);
                counts.odd(answer);
                if (answer.failureClass() == null) {
                    counts.lastAnswer = answer.asOf();
                }
                line.done(lookup, answer);
            }
        }
        Duration rest = breaker.rest();
        if (rest.isPositive()) {
            refuseAll(rest);
        } else if (repeated) {
            askAgain(again, retry);
        }
    }

    private void refuseAll(Duration rest) {
        Failure rests = restsFor(rest);
        line.answerAll(isbn -> unavailable(isbn, rests));
    }

    /** Only where its answer is likely to come in time for somebody. */
    private boolean mayBeAskedAgain(Lookup lookup, Retry retry) {
        long needed = retry.longestWait(lookup.asked).toNanos() + 2 * usual.get();
        int most = retry.once()
                ? Math.min(1, settings.fairness().retries())
                : settings.fairness().retries();
        return (retry.split() || lookup.asked <= most) && line.patience(lookup) > needed;
    }

    /** With full jitter: many that failed together must not come together again. */
    private void askAgain(List<Lookup> again, Retry retry) {
        long least = retry.atLeast().toNanos();
        long most =
                Math.max(least + 1, retry.longestWait(again.getFirst().asked).toNanos());
        boolean closed = closed(Duration.ofNanos(ThreadLocalRandom.current().nextLong(least, most)));
        int half = (again.size() + 1) / 2;
        for (Lookup lookup : again) {
            if (closed) {
                line.done(lookup, noRoom(lookup.isbn));
            } else {
                line.again(lookup, retry.split() ? half : lookup.company);
            }
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

    @Override
    public ErpStatus status() {
        return new ErpStatus(
                breaker.status(),
                health.now(),
                pace.shared(),
                line.length(),
                counts.underWay.get(),
                counts.exchanges.sum(),
                counts.asked.sum(),
                line.joined(),
                counts.retries.sum(),
                counts.failures(),
                counts.oddities(),
                counts.lastAnswer);
    }

    @Override
    public void close() {
        closing.countDown();
        line.close();
        health.close();
        pace.close();
        erp.close();
    }
}
