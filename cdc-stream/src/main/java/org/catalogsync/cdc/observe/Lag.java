package org.catalogsync.cdc.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.catalogsync.cdc.fanout.Hint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long after its commit at the source a change reaches one store. */
public final class Lag {
    private static final Logger LOG = LoggerFactory.getLogger(Lag.class);
    private static final long ALERT_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final String store;
    private final Duration freshness;
    private final Timer timer;
    private final AtomicLong lastMillis = new AtomicLong();
    private final AtomicLong alerted = new AtomicLong(Long.MIN_VALUE);

    /** @param freshness the longest lag that is promised; beyond it an alert is logged, once a minute, and the gauge is 1 */
    public Lag(String store, Duration freshness, MeterRegistry meters) {
        this.store = store;
        this.freshness = freshness;
        this.timer = Timer.builder("catalog.sync.lag")
                .description("from the commit at the source to the store")
                .tag("store", store)
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        Gauge.builder("catalog.sync.freshness.broken", this, lag -> lag.broken() ? 1 : 0)
                .description("1 while changes take, or have waited, longer than promised")
                .tag("store", store)
                .register(meters);
    }

    public void reached(List<Hint> hints, Instant now) {
        hints.stream().map(Hint::committed).filter(Objects::nonNull).forEach(committed -> record(committed, now));
        waits(hints, now);
    }

    /** Says that these have not reached the store yet, since it is away: the lag grows though nothing arrives. */
    public void waits(List<Hint> hints, Instant now) {
        waits(hints.stream().map(Hint::committed), now);
    }

    /** The same, of the times of commits; null where one is not known. */
    public void waits(Stream<@Nullable Instant> commits, Instant now) {
        commits.filter(Objects::nonNull).min(Comparator.naturalOrder()).ifPresent(oldest -> last(oldest, now));
    }

    public void reached(Instant committed, Instant now) {
        record(committed, now);
        last(committed, now);
    }

    private void record(Instant committed, Instant now) {
        Duration lag = Duration.between(committed, now);
        timer.record(lag.isNegative() ? Duration.ZERO : lag);
    }

    private void last(Instant committed, Instant now) {
        lastMillis.set(Math.max(0, Duration.between(committed, now).toMillis()));
        long nanos = System.nanoTime();
        long before = alerted.get();
        if (broken()
                && (before == Long.MIN_VALUE || nanos - before > ALERT_EVERY_NANOS)
                && alerted.compareAndSet(before, nanos)) {
            LOG.error("freshness broken: {} is {} ms behind the source, promised are {}", store, millis(), freshness);
        }
    }

    private boolean broken() {
        return millis() > freshness.toMillis();
    }

    /** Of the last change that reached the store, or that waits for it while it is away. */
    public long millis() {
        return lastMillis.get();
    }
}
