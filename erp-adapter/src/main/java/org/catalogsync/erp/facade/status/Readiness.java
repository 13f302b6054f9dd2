package org.catalogsync.erp.facade.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests are welcome, and what was last seen of the ERP. An ERP that is away does not make the facade unready: to say "unavailable" is its work, and one that is taken out of service can no longer say it.
 *
 * @param status ready or stopping
 * @param erp for people and gauges, decides nothing
 */
public record Readiness(String status, Seen erp) {

    /**
     * The last answers of the ERP that any client had.
     *
     * @param lastAnswer null where none has come yet
     * @param lastFailure null where none has
     */
    public record Seen(
            @Nullable Instant lastAnswer,
            @Nullable Instant lastFailure,
            @Nullable String lastFailureCode) {}

    /** As of now. */
    public static Readiness of(boolean stopping, Observed observed) {
        Instant answer = observed.lastAnswer();
        Observed.Failed failed = observed.lastFailure();
        return new Readiness(
                stopping ? "stopping" : "ready",
                new Seen(
                        answer == null ? null : answer.truncatedTo(ChronoUnit.MILLIS),
                        failed == null ? null : failed.at().truncatedTo(ChronoUnit.MILLIS),
                        failed == null ? null : failed.code()));
    }
}
