package org.catalogsync.chat.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.compose.Written;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times answers. Nothing that a customer wrote, and nothing that tells who a customer is, gets into a metric or a line of the log.
 */
public final class Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);
    private static final Duration[] PROMISES = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(1500),
        Duration.ofSeconds(2),
        Duration.ofMillis(2600),
        Duration.ofSeconds(3)
    };

    private final MeterRegistry meters;

    public Observer(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The facts are out. */
    public void card(Intent intent, long nanos) {
        timer("catalog.chat.card").tag("intent", intent.wire()).register(meters).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The answer is over. */
    public void done(Intent intent, Frame.Status status, boolean cached, long nanos) {
        timer("catalog.chat.answer")
                .tag("intent", intent.wire())
                .tag("status", status.wire())
                .tag("cached", Boolean.toString(cached))
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The words of an answer that was not kept, with one line of the log. */
    public void written(Wish wish, Written written, boolean degraded, long nanos) {
        meters.counter(
                        "catalog.chat.prose",
                        "by",
                        written.by().name().toLowerCase(Locale.ROOT),
                        "why",
                        written.why().wire())
                .increment();
        LOG.info(
                "answer intent={} sure={} volumes={} by={} why={} degraded={} ms={} tokens_in={} tokens_out={} usd={}",
                wish.intent().wire(),
                wish.sure(),
                wish.isbns().size(),
                written.by(),
                written.why().wire(),
                degraded,
                nanos / 1_000_000,
                written.inputTokens(),
                written.outputTokens(),
                written.costUsd());
    }

    /** A question that gets no answer. */
    public void refused(Frame.Code code) {
        meters.counter("catalog.chat.refused", "code", code.wire()).increment();
        LOG.info("refused code={}", code.wire());
    }

    private static Timer.Builder timer(String name) {
        return Timer.builder(name).serviceLevelObjectives(PROMISES);
    }
}
