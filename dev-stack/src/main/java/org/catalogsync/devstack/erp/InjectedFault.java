package org.catalogsync.devstack.erp;

import java.time.Duration;

/**
 * A fault that is to happen.
 *
 * @param rate to which share of questions, above 0 and up to 1
 * @param delay by how much {@link FaultKind#SLOW} answers come later, up to a minute
 */
public record InjectedFault(FaultKind kind, double rate, Duration delay) {
    /** Longer than anybody waits for this ERP. */
    public static final Duration USUAL_DELAY = Duration.ofSeconds(5);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    public InjectedFault {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate expected above 0 and up to 1, found " + rate);
        }
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "delay expected 0 to " + LONGEST_DELAY.toMillis() + " ms, found " + delay.toMillis() + " ms");
        }
    }

    /** To every question. */
    public static InjectedFault always(FaultKind kind) {
        return new InjectedFault(kind, 1, USUAL_DELAY);
    }

    /** By how much the answer comes later. */
    Duration addedDelay() {
        return kind == FaultKind.SLOW ? delay : Duration.ZERO;
    }
}
