package org.catalogsync.erp;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the ERP is spared, from ordinary environment variables.
 *
 * @param rate {@code ERP_RATE}, requests a second from all processes together; default 43
 * @param burst {@code ERP_BURST}, requests at once after a rest. Rate and burst together are what is sent in any one second, 50 at most; what they leave is for requests that arrive closer to each other than they were sent; default 3
 * @param redis {@code ERP_REDIS_URL}, else {@code REDIS_URL}: where processes share the rate; absent where there is no such thing, and then each has its local share alone. May hold a password
 * @param processes {@code ERP_PROCESSES}, how many processes there may be: each has that part of the rate to itself while it cannot reach Redis; default 3
 * @param mostWaiting {@code ERP_MOST_WAITING}, ISBNs that may wait in this process for their turn; default 5000
 * @param retries {@code ERP_RETRIES}, how often one ISBN is asked for again at most, within its callers' deadline; default 2
 * @param breakerFailures {@code ERP_BREAKER_FAILURES}, failed or slow exchanges among twice as many after which the ERP is left alone; default 5
 * @param breakerRest {@code ERP_BREAKER_REST} (ISO-8601), for how long, at least {@code ERP_TIMEOUT}; default PT30S
 * @param breakerProbes {@code ERP_BREAKER_PROBES}, exchanges by which it is tried again then; default 3
 * @param slow {@code ERP_SLOW} (ISO-8601), from when on an exchange counts as a slow one; default PT2S
 * @param health {@code ERP_HEALTH_ENDPOINT}, an address that a gauge looks at; absent by default
 */
public record Fairness(
        int rate,
        int burst,
        @Nullable Redis redis,
        int processes,
        int mostWaiting,
        int retries,
        int breakerFailures,
        Duration breakerRest,
        int breakerProbes,
        Duration slow,
        @Nullable URI health) {

    /** What the ERP takes in any second. */
    public static final int CEILING = 50;

    /** Of this process's own, while Redis is away; at least one. */
    public int localRate() {
        return Math.max(1, rate / processes);
    }

    /**
     * An address that may hold a password.
     *
     * @param secret the address
     */
    public record Redis(Secret secret) {

        public URI address() {
            return URI.create(secret.value());
        }

        /** Host and port, for people. */
        @Override
        public String toString() {
            return address().getHost() + ":" + address().getPort();
        }
    }
}
