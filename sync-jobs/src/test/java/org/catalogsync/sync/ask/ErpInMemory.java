package org.catalogsync.sync.ask;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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

/** An ERP that answers as it is told, and remembers what it was asked. */
final class ErpInMemory implements Erp {
    static final Instant AS_OF = Instant.parse("2025-04-02T18:00:00.123456Z");

    private final int limit;
    private final Map<Isbn, Function<Isbn, StockAnswer>> answers = new ConcurrentHashMap<>();
    final List<List<Isbn>> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile @Nullable Failure outage;
    volatile int outageLasts;

    /** What the adapter did again by itself. */
    final AtomicInteger repeated = new AtomicInteger();

    volatile Runnable during = () -> {};

    ErpInMemory(int limit) {
        this.limit = limit;
    }

    void has(Isbn isbn, String title, int quantity) {
        has(isbn, new Stock(title, new Quantity.Known(quantity), "TK01", StockStatus.IN_STOCK, 484, null, null));
    }

    void has(Isbn isbn, Stock stock, Finding... oddities) {
        answers.put(isbn, asked -> new StockAnswer.Found(asked, AS_OF, stock, List.of(oddities)));
    }

    void garbles(Isbn isbn, Finding... problems) {
        answers.put(isbn, asked -> new StockAnswer.Unreadable(asked, AS_OF, List.of(problems)));
    }

    void says(Isbn isbn, Function<Isbn, StockAnswer> answer) {
        answers.put(isbn, answer);
    }

    /** The next calls fail, so many of them. */
    void fails(int times, FailureClass failureClass, String code) {
        outage = new Failure(failureClass, code, "the ERP is away");
        outageLasts = times;
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
                false,
                0,
                atOnce.get(),
                calls.size() + repeated.get(),
                0,
                0,
                repeated.get(),
                Map.of(),
                Map.of(),
                null);
    }

    @Override
    public int batchLimit() {
        return limit;
    }

    @Override
    public StockAnswers stock(Isbn isbn, Deadline deadline) {
        return stock(List.of(isbn), deadline);
    }

    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline) {
        if (isbns.isEmpty() || isbns.size() > limit) {
            throw new IllegalArgumentException(isbns.size() + " of at most " + limit);
        }
        calls.add(new ArrayList<>(isbns));
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            during.run();
            return new StockAnswers(answered(isbns, failure()), List.of());
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private synchronized @Nullable Failure failure() {
        return outageLasts > 0 && outageLasts-- > 0 ? outage : null;
    }

    private Map<Isbn, StockAnswer> answered(Collection<Isbn> isbns, @Nullable Failure failure) {
        Map<Isbn, StockAnswer> byIsbn = new LinkedHashMap<>();
        for (Isbn isbn : isbns) {
            byIsbn.put(
                    isbn,
                    failure != null
                            ? new StockAnswer.Unavailable(isbn, AS_OF, failure)
                            : answers.getOrDefault(isbn, asked -> new StockAnswer.NotFound(asked, AS_OF))
                                    .apply(isbn));
        }
        return byIsbn;
    }

    List<Isbn> asked() {
        return calls.stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {}
}
