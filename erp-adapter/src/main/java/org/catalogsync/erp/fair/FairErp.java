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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.erp.pace.Pace;
import org.catalogsync.model.Isbn;

/**
 * The ERP behind a line: look-ups wait in it, by their rights, and are served by {@link Dispatch}. One look-up for each ISBN, whoever asks. Nobody's leaving takes an answer from anybody else, and nobody waits longer than he said.
 */
public final class FairErp implements Erp {
    private final ErpExchange erp;
    private final Pace pace;
    private final Fairness fairness;
    private final Line line;
    private final Breaker breaker;
    private final Refusals refusals;
    private final Counts counts = new Counts();
    private final Dispatch dispatch;
    private final HealthGauge health;

    private FairErp(
            ErpExchange erp, Pace pace, ErpSettings settings, BiPredicate<URI, Duration> answers, InstantSource clock) {
        this.erp = erp;
        this.pace = pace;
        this.fairness = settings.fairness();
        this.line = new Line(fairness.mostWaiting(), erp.batchLimit());
        this.breaker = new Breaker(fairness, System::nanoTime);
        this.refusals = new Refusals(clock);
        this.dispatch = new Dispatch(erp, pace, settings, line, breaker, refusals, counts);
        this.health = new HealthGauge(fairness.health(), answers, pace);
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
        fair.dispatch.start();
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
            return refusals.all(
                    isbns, Refusals.later("deadline_over", "the deadline was over before the ERP was asked", null));
        }
        if (breaker.refuses()) {
            return refusals.all(isbns, Refusals.rests(breaker.rest()));
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
                answers.put(isbn, lookup == null ? refusals.of(isbn, noRoom()) : awaited(lookup, deadline));
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
            return refusals.of(lookup.isbn, tooLate(lookup));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refusals.of(lookup.isbn, Refusals.later("interrupted", "the calling thread was interrupted", null));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Failure tooLate(Lookup lookup) {
        return line.waits(lookup)
                ? Refusals.later(
                        "rate_limited", "not asked before the deadline: " + line.length() + " wait", expected())
                : Refusals.later("timed_out", "no answer before the deadline", null);
    }

    private Failure noRoom() {
        return line.isClosed()
                ? Refusals.closed()
                : Refusals.later("too_many_waiting", fairness.mostWaiting() + " ISBNs wait already", expected());
    }

    /** How long those that wait now will take, roughly and at least a second. */
    private Duration expected() {
        int rate = pace.shared() ? fairness.rate() : fairness.localRate();
        return Duration.ofSeconds(1 + line.length() / ((long) rate * erp.batchLimit()));
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
        dispatch.close();
        health.close();
        pace.close();
        erp.close();
    }
}
