package org.catalogsync.cdc.refetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.catalogsync.cdc.apply.Apply.Left;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the ERP itself for the stock of a key that only it can tell about, some time after the hint: records that were on their way before it have come by then. What the ERP does not say or cannot say waits for the night, and so does what
 * was not asked for yet when the process ends: the night compares every key.
 */
public final class AskErp implements Refetches, AutoCloseable {
    /** Keys that wait to be asked for; more go to the night at once. */
    static final int MOST = 10_000;

    private static final int TOGETHER = 100;
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(AskErp.class);

    private final Erp erp;
    private final ProductTable table;
    private final Consumer<List<Located>> apply;
    private final Refetches night;
    private final Duration after;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** By key, the newest hint; in the order in which they are due. */
    private final Map<Isbn, Pending> pending = new LinkedHashMap<>();

    private boolean closed;
    private @Nullable Thread worker;

    private record Pending(Left hint, long due, int tries) {}

    /**
     * @param apply brings fetched rows to their ends, as if their source had written them
     * @param night takes what the ERP cannot tell
     * @param after how long after its hint a key is asked for
     * @param nanos as {@link System#nanoTime}
     */
    public AskErp(
            Erp erp,
            ProductTable table,
            Consumer<List<Located>> apply,
            Refetches night,
            Duration after,
            LongSupplier nanos) {
        this.erp = erp;
        this.table = table;
        this.apply = apply;
        this.night = night;
        this.after = after;
        this.nanos = nanos;
    }

    public void start() {
        worker = Thread.ofVirtual().name("refetch").start(this::work);
    }

    @Override
    public void ask(List<Left> hints) {
        List<Left> beyond = new ArrayList<>();
        for (Left hint : hints) {
            if (FetchedStock.mayAnswer(hint.change())
                    && wait(new Pending(hint, nanos.getAsLong() + after.toNanos(), 0))) {
                LOG.info("{} is asked for in {}: {}", hint.change().isbn(), after, hint.why());
            } else {
                beyond.add(hint);
            }
        }
        if (!beyond.isEmpty()) {
            night.ask(beyond);
        }
    }

    private boolean wait(Pending key) {
        lock.lock();
        try {
            Isbn isbn = key.hint.change().isbn();
            Pending known = pending.get(isbn);
            if (known == null && (closed || pending.size() >= MOST)) {
                return false;
            }
            boolean newer = known == null
                    || key.hint
                                    .change()
                                    .version()
                                    .compareWith(known.hint.change().version())
                            > 0;
            if (newer) {
                pending.remove(isbn);
                pending.put(isbn, key);
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (true) {
            List<Pending> due;
            try {
                due = awaitDue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (due.isEmpty()) {
                return;
            }
            fetch(due);
        }
    }

    /** Empty once this is closed. */
    private List<Pending> awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                List<Pending> due = takeDue();
                if (!due.isEmpty()) {
                    return due;
                }
                if (pending.isEmpty()) {
                    changed.await();
                } else {
                    changed.await(pending.values().iterator().next().due - nanos.getAsLong(), TimeUnit.NANOSECONDS);
                }
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> takeDue() {
        List<Pending> due = new ArrayList<>();
        Iterator<Pending> all = pending.values().iterator();
        long now = nanos.getAsLong();
        while (all.hasNext() && due.size() < TOGETHER) {
            Pending next = all.next();
            if (next.due - now > 0) {
                break;
            }
            due.add(next);
            all.remove();
        }
        return due;
    }

    /** Takes what is due and asks for it; for the worker and for tests. */
    void fetchDue() {
        lock.lock();
        List<Pending> due;
        try {
            due = takeDue();
        } finally {
            lock.unlock();
        }
        if (!due.isEmpty()) {
            fetch(due);
        }
    }

    private void fetch(List<Pending> due) {
        try {
            fetchTogether(due);
        } catch (StoreUnavailable e) {
            LOG.error("the stock of {} keys is fetched later: {}", due.size(), e.getMessage());
            due.forEach(key -> later(key, key.tries));
        } catch (RuntimeException e) {
            LOG.error("the stock of {} keys is not fetched", due.size(), e);
            night.ask(due.stream().map(Pending::hint).toList());
        }
    }

    private void fetchTogether(List<Pending> due) {
        List<Isbn> isbns = due.stream().map(key -> key.hint.change().isbn()).toList();
        Map<Isbn, StockAnswer> answers = erp.stock(isbns, Deadline.in(PATIENCE)).byIsbn();
        // Read after the ERP was asked: what came in meanwhile is in it.
        Map<Isbn, StoredItem> items = table.getAll(isbns);
        List<Located> rows = new ArrayList<>();
        List<Left> rest = new ArrayList<>();
        for (Pending key : due) {
            Isbn isbn = key.hint.change().isbn();
            StockAnswer answer = answers.get(isbn);
            Located row = FetchedStock.row(key.hint.change(), answer, items.get(isbn));
            if (row != null) {
                rows.add(row);
            } else if (answer instanceof StockAnswer.Unavailable && key.tries + 1 < TRIES) {
                later(key, key.tries + 1);
            } else {
                rest.add(key.hint);
            }
        }
        if (!rows.isEmpty()) {
            apply.accept(rows);
            LOG.info("the stock of {} keys was fetched from the ERP", rows.size());
        }
        if (!rest.isEmpty()) {
            night.ask(rest);
        }
    }

    private void later(Pending key, int tries) {
        if (!wait(new Pending(key.hint, nanos.getAsLong() + AFTER_FAILURE.toNanos(), tries))) {
            night.ask(List.of(key.hint));
        }
    }

    /** How many keys wait to be asked for. */
    public int waiting() {
        lock.lock();
        try {
            return pending.size();
        } finally {
            lock.unlock();
        }
    }

    /** What was not asked for yet waits for the night. */
    @Override
    public void close() {
        List<Left> rest;
        lock.lock();
        try {
            closed = true;
            rest = pending.values().stream().map(Pending::hint).toList();
            pending.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!rest.isEmpty()) {
            night.ask(rest);
        }
        if (worker != null) {
            try {
                worker.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
