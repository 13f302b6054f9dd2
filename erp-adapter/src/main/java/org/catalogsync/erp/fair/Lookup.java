package org.catalogsync.erp.fair;

import java.util.concurrent.CompletableFuture;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;

/** The question after one ISBN, of everybody who asks it at the time. It belongs to none of them: who no longer waits takes nothing from the others. All but the answer is guarded by the {@link Line}'s lock. */
final class Lookup {
    final Isbn isbn;
    final CompletableFuture<StockAnswer> answer = new CompletableFuture<>();

    /** The best of those who ask. */
    Priority priority;

    /** Of whoever waits longest. */
    Deadline latest;

    int riders = 1;

    /** How often it was asked already. */
    int asked;

    /** In how large an exchange it may be asked: smaller ones after a larger one failed as a whole. */
    int company;

    /** In line for its turn, and not in an exchange. */
    boolean waits = true;

    Lookup(Isbn isbn, Priority priority, Deadline deadline, int company) {
        this.isbn = isbn;
        this.priority = priority;
        this.latest = deadline;
        this.company = company;
    }
}
