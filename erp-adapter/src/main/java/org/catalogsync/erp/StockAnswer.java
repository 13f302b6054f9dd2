package org.catalogsync.erp;

import java.time.Instant;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** What became of the question after one ISBN. */
public sealed interface StockAnswer {

    Isbn isbn();

    /** When the ERP was asked, by our clock. What it says is not older than that. */
    Instant asOf();

    /** Why nothing is known of the ISBN, null where something is. */
    default @Nullable FailureClass failureClass() {
        return switch (this) {
            case Found found -> null;
            case NotFound notFound -> null;
            case Unavailable unavailable -> unavailable.failure().failureClass();
            case Unreadable unreadable -> FailureClass.DATA;
        };
    }

    /**
     * The ERP has it.
     *
     * @param oddities what was read differently from how it was written, or not at all; the stock is right without it
     */
    record Found(Isbn isbn, Instant asOf, Stock stock, List<Finding> oddities) implements StockAnswer {
        public Found {
            oddities = List.copyOf(oddities);
        }
    }

    /** The ERP answered, said nothing of this ISBN, and said nothing that could have been about it. */
    record NotFound(Isbn isbn, Instant asOf) implements StockAnswer {}

    /** The ERP did not answer, or refused to: nothing is known, least of all that the ISBN does not exist. */
    record Unavailable(Isbn isbn, Instant asOf, Failure failure) implements StockAnswer {}

    /**
     * The ERP answered, and what it said of this ISBN cannot be relied on.
     *
     * @param problems every reason, at least one
     */
    record Unreadable(Isbn isbn, Instant asOf, List<Finding> problems) implements StockAnswer {
        public Unreadable {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("unreadable for no reason: " + isbn);
            }
        }
    }
}
