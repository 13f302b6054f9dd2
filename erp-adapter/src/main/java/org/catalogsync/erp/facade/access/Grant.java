package org.catalogsync.erp.facade.access;

import java.time.Duration;
import java.util.Map;
import org.catalogsync.erp.facade.http.Problem;

/**
 * What a client's rate says to a request.
 *
 * @param given whether the request may go on
 * @param limit requests a second
 * @param remaining requests that could come at once now
 * @param untilFull until {@code remaining} is {@code limit} again
 * @param waiting until the next request may come, where this one may not
 */
public record Grant(boolean given, int limit, int remaining, Duration untilFull, Duration waiting) {

    /** The headers that tell a client where it stands. */
    public Map<String, String> headers() {
        return Map.of(
                "RateLimit-Limit", Integer.toString(limit),
                "RateLimit-Remaining", Integer.toString(remaining),
                "RateLimit-Reset", Long.toString(Problem.seconds(untilFull)));
    }
}
