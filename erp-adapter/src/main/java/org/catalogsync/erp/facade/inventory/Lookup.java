package org.catalogsync.erp.facade.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;

/** Asks the ERP for any number of ISBNs, in as few calls as it takes, side by side: one after the other five calls of 0.8 s would not fit into a deadline of two. */
final class Lookup {
    private final Erp erp;

    Lookup(Erp erp) {
        this.erp = erp;
    }

    /** One answer for each, in the order of the question. */
    List<StockAnswer> of(List<Isbn> isbns, Deadline deadline) {
        if (isbns.isEmpty()) {
            return List.of();
        }
        List<List<Isbn>> calls = calls(isbns);
        Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
        if (calls.size() == 1) {
            answers.putAll(erp.stock(isbns, deadline).byIsbn());
        } else {
            askAll(calls, deadline, answers);
        }
        return List.copyOf(answers.values());
    }

    private List<List<Isbn>> calls(List<Isbn> isbns) {
        List<List<Isbn>> calls = new ArrayList<>();
        for (int from = 0; from < isbns.size(); from += erp.batchLimit()) {
            calls.add(isbns.subList(from, Math.min(isbns.size(), from + erp.batchLimit())));
        }
        return calls;
    }

    /** Every call ends with the deadline at the latest, so the wait for all of them needs no bound of its own. */
    private void askAll(List<List<Isbn>> calls, Deadline deadline, Map<Isbn, StockAnswer> answers) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<Isbn, StockAnswer>>> asked = new ArrayList<>();
            for (List<Isbn> call : calls) {
                asked.add(threads.submit(() -> erp.stock(call, deadline).byIsbn()));
            }
            for (Future<Map<Isbn, StockAnswer>> one : asked) {
                answers.putAll(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the ERP was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ERP's adapter failed", e.getCause());
        }
    }
}
