package org.catalogsync.chat.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.compose.Written;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
    private final Traces traces;
    private final Level level;

    public Observer(MeterRegistry meters, Traces traces) {
        this(meters, traces, Level.INFO);
    }

    private Observer(MeterRegistry meters, Traces traces, Level level) {
        this.meters = meters;
        this.traces = traces;
        this.level = level;
    }

    /** Of answers that no customer gets: they are in no metric and no trace, and the log has them for those who look closely. */
    public static Observer ofNobody() {
        return new Observer(new CompositeMeterRegistry(), Traces.OFF, Level.DEBUG);
    }

    /** An answer begins, on this thread. */
    public Step answer() {
        return traces.answer();
    }

    /**
     * A part of it begins.
     *
     * @param name one of few
     */
    public Step step(String name) {
        return traces.step(name);
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
        LOG.atLevel(level)
                .addKeyValue("intent", wish.intent().wire())
                .addKeyValue("sure", wish.sure())
                .addKeyValue("volumes", wish.isbns().size())
                .addKeyValue("by", written.by().name().toLowerCase(Locale.ROOT))
                .addKeyValue("why", written.why().wire())
                .addKeyValue("degraded", degraded)
                .addKeyValue("ms", nanos / 1_000_000)
                .addKeyValue("tokens_in", written.inputTokens())
                .addKeyValue("tokens_out", written.outputTokens())
                .addKeyValue("usd", written.costUsd())
                .log("answer");
    }

    /** A question that gets no answer. */
    public void refused(Frame.Code code) {
        meters.counter("catalog.chat.refused", "code", code.wire()).increment();
        LOG.atLevel(level).addKeyValue("code", code.wire()).log("refused");
    }

    private static Timer.Builder timer(String name) {
        return Timer.builder(name).serviceLevelObjectives(PROMISES);
    }
}
