package org.catalogsync.erp;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the way to the ERP is, at one moment. Counts begin with the process.
 *
 * @param breaker whether the ERP is asked at all
 * @param health what the ERP's health address said last; a gauge, which decides nothing
 * @param rateShared whether the rate is agreed with other processes; else this one has its share alone
 * @param waiting ISBNs that wait for their turn
 * @param underWay exchanges without an answer yet
 * @param exchanges that were made, those of {@code retries} included
 * @param asked ISBNs in them
 * @param joined questions that were answered by another one's exchange
 * @param retries exchanges in which something was asked for again
 * @param failures answers without stock, by {@link Failure#code}, or {@code unreadable}; what was refused without an exchange too
 * @param oddities what was odd in the ERP's answers, by {@link Finding.Kind#id}: a new stock code, a price that is no number
 * @param lastAnswer when the ERP last answered a question readably
 */
public record ErpStatus(
        Breaker breaker,
        Health health,
        boolean rateShared,
        int waiting,
        int underWay,
        long exchanges,
        long asked,
        long joined,
        long retries,
        Map<String, Long> failures,
        Map<String, Long> oddities,
        @Nullable Instant lastAnswer) {

    public ErpStatus {
        failures = Map.copyOf(failures);
        oddities = Map.copyOf(oddities);
    }

    /** What the circuit breaker lets through. */
    public enum Breaker {
        /** Everything. */
        CLOSED,
        /** Nothing, for a while. */
        OPEN,
        /** A few exchanges, to see. */
        HALF_OPEN
    }

    /** What the health address says. */
    public enum Health {
        UNKNOWN,
        UP,
        DOWN
    }
}
