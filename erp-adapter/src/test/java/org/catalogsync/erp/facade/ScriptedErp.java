package org.catalogsync.erp.facade;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/** An ERP in memory, which answers as it is told, knows of nothing else, and remembers what it was asked. */
public final class ScriptedErp implements Erp {
    static final Instant AS_OF = Instant.parse("2026-11-27T12:40:03.120456Z");

    private final Map<Isbn, StockAnswer> answers = new HashMap<>();
    private final List<List<Isbn>> calls = new CopyOnWriteArrayList<>();
    private final List<Duration> left = new CopyOnWriteArrayList<>();
    private volatile @Nullable Failure away;
    private volatile boolean broken;
    private volatile CountDownLatch asked = new CountDownLatch(0);
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);

    /** Knows this much of an ISBN. */
    ScriptedErp has(String isbn, int quantity) {
        return has(
                isbn, new Stock("題名 " + isbn, new Quantity.Known(quantity), "TK01", status(quantity), 484, null, null));
    }

    ScriptedErp has(String isbn, Stock stock) {
        return says(new StockAnswer.Found(new Isbn(isbn), AS_OF, stock, List.of()));
    }

    ScriptedErp hasNoAnswerFor(String isbn, String code, @Nullable Duration retryAfter) {
        return says(new StockAnswer.Unavailable(new Isbn(isbn), AS_OF, failure(code, retryAfter)));
    }

    ScriptedErp isUnreadableOn(String isbn) {
        return says(new StockAnswer.Unreadable(
                new Isbn(isbn),
                AS_OF,
                List.of(new Finding(Finding.Kind.QUANTITY_NEGATIVE, "Quantity", "-3", "0 or more"))));
    }

    private ScriptedErp says(StockAnswer answer) {
        answers.put(answer.isbn(), answer);
        return this;
    }

    /** From now on nothing is answered. */
    ScriptedErp isAway(String code, @Nullable Duration retryAfter) {
        away = failure(code, retryAfter);
        return this;
    }

    /** From now on every question throws, which no ERP may. */
    void breaks() {
        broken = true;
    }

    /** Holds answers back until {@link #answerNow}. */
    void holdBack(int questions) {
        asked = new CountDownLatch(questions);
        mayAnswer = new CountDownLatch(1);
    }

    void awaitQuestions() throws InterruptedException {
        if (!asked.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the ERP was not asked");
        }
    }

    void answerNow() {
        mayAnswer.countDown();
    }

    List<List<Isbn>> calls() {
        return calls;
    }

    /** What was left of the deadline of each call. */
    List<Duration> left() {
        return left;
    }

    static Stock everything() {
        return new Stock(
                "ワンピース 42", new Quantity.Known(3), "TK01", StockStatus.LOW_STOCK, 484, LocalDate.of(2026, 11, 20), 3);
    }

    static Stock nothing() {
        return new Stock(null, new Quantity.Unknown(), "TK01", StockStatus.UNKNOWN, null, null, null);
    }

    private static StockStatus status(int quantity) {
        return quantity == 0 ? StockStatus.OUT_OF_STOCK : quantity > 5 ? StockStatus.IN_STOCK : StockStatus.LOW_STOCK;
    }

    private static Failure failure(String code, @Nullable Duration retryAfter) {
        return new Failure(FailureClass.RETRYABLE, code, "told by the ERP: internal host erp-7", retryAfter);
    }

    @Override
    public Erp at(Priority priority) {
        return this;
    }

    @Override
    public ErpStatus status() {
        return new ErpStatus(
                ErpStatus.Breaker.CLOSED,
                ErpStatus.Health.UNKNOWN,
                true,
                0,
                0,
                calls.size(),
                calls.size(),
                0,
                0,
                Map.of(),
                Map.of(),
                AS_OF);
    }

    @Override
    public int batchLimit() {
        return 20;
    }

    @Override
    public StockAnswers stock(Isbn isbn, Deadline deadline) {
        return stock(List.of(isbn), deadline);
    }

    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline) {
        if (isbns.isEmpty() || isbns.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " ISBNs, not " + isbns.size());
        }
        if (broken) {
            throw new IllegalStateException("broken on purpose");
        }
        calls.add(List.copyOf(isbns));
        left.add(deadline.remaining());
        asked.countDown();
        try {
            if (!mayAnswer.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let the ERP answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<Isbn, StockAnswer> told = new LinkedHashMap<>();
        isbns.forEach(isbn -> told.put(isbn, answer(isbn)));
        return new StockAnswers(told, List.of());
    }

    private StockAnswer answer(Isbn isbn) {
        return away != null
                ? new StockAnswer.Unavailable(isbn, AS_OF, away)
                : answers.getOrDefault(isbn, new StockAnswer.NotFound(isbn, AS_OF));
    }

    @Override
    public void close() {}
}
