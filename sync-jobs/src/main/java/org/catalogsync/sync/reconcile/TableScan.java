package org.catalogsync.sync.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.ProductTable.Flawed;

/** Reads the whole product table with a few threads, each with its own accumulator. */
final class TableScan {
    private final ProductTable table;
    private final int segments;
    private final int threads;

    TableScan(ProductTable table, int segments, int threads) {
        this.table = table;
        this.segments = segments;
        this.threads = threads;
    }

    /** What a thread gathers of the items that it reads. */
    interface Visitor {
        void item(StoredItem item);

        void flawed(Flawed item);
    }

    /** Shows every item to the accumulator of the thread that read it, and returns the accumulators. */
    <A extends Visitor> List<A> into(Supplier<A> accumulators) {
        return threads == 1 ? List.of(readAll(0, 1, accumulators.get())) : inParallel(accumulators);
    }

    private <A extends Visitor> List<A> inParallel(Supplier<A> accumulators) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<A>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                parts.add(pool.submit(() -> readAll(first, threads, accumulators.get())));
            }
            List<A> all = new ArrayList<>();
            for (Future<A> part : parts) {
                all.add(part.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the product table", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("could not read the product table", e);
        }
    }

    private <A extends Visitor> A readAll(int first, int every, A accumulator) {
        for (int segment = first; segment < segments; segment += every) {
            read(segment, accumulator);
        }
        return accumulator;
    }

    private void read(int segment, Visitor visitor) {
        String from = null;
        do {
            ProductTable.Survey page = table.survey(segment, segments, from);
            page.items().forEach(visitor::item);
            page.flawed().forEach(visitor::flawed);
            from = page.next();
        } while (from != null);
    }
}
