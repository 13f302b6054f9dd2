package org.catalogsync.erp.fair;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** Answers that no exchange gave: what a caller is told of whose question the ERP was not asked, or has not answered. */
final class Refusals {
    private final InstantSource clock;

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    StockAnswer of(Isbn isbn, Failure failure) {
        return new StockAnswer.Unavailable(isbn, clock.instant(), failure);
    }

    StockAnswers all(Collection<Isbn> isbns, Failure failure) {
        Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
        isbns.forEach(isbn -> answers.put(isbn, of(isbn, failure)));
        return new StockAnswers(answers, List.of());
    }

    static Failure later(String code, String message, @Nullable Duration retryAfter) {
        return new Failure(FailureClass.RETRYABLE, code, message, retryAfter);
    }

    /** While probes are under way nobody knows for how long. */
    static Failure rests(Duration known) {
        Duration rest = known.isPositive() ? known : Duration.ofSeconds(1);
        return later("breaker_open", "the ERP is left alone for " + rest.toMillis() + " ms", rest);
    }

    static Failure closed() {
        return later("closed", "the way to the ERP is closed", null);
    }

    /** By our own fault, not the ERP's. */
    static Failure internal(Throwable fault) {
        return new Failure(
                FailureClass.FAULT_CLIENT, "internal", fault.getClass().getSimpleName());
    }
}
