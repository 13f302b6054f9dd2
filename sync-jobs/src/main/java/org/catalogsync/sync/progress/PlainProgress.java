package org.catalogsync.sync.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lines for logs: one when a step begins and ends, and one every few seconds between. */
public final class PlainProgress implements Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private final Clock clock;
    private String waited = "";
    private long total;
    private long done;
    private Instant began = Instant.EPOCH;
    private Instant printed = Instant.EPOCH;

    public PlainProgress(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void begin(String step, long rows) {
        total = rows;
        done = 0;
        began = clock.instant();
        printed = began;
    }

    @Override
    public synchronized void advance(String step, long rows) {
        done += rows;
        Instant now = clock.instant();
        if (Duration.between(printed, now).compareTo(EVERY) >= 0) {
            printed = now;
            out.println(line(step, now) + eta(now) + waits());
        }
    }

    @Override
    public synchronized void waited(String services) {
        waited = services;
    }

    @Override
    public synchronized void end(String step, boolean completed) {
        out.println(line(step, clock.instant()) + (completed ? "  done" : "  stopped") + waits());
    }

    @Override
    public void note(String text) {
        out.println(text);
    }

    @Override
    public void close() {
        out.flush();
    }

    private String line(String step, Instant now) {
        double seconds = Math.max(0.001, Duration.between(began, now).toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "%-10s %,10d%s rows  %6.1f s  %,9.0f rows/s",
                step,
                done,
                ofTotal(),
                seconds,
                done / seconds);
    }

    private String ofTotal() {
        return total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "";
    }

    private String waits() {
        return waited.isEmpty() ? "" : "  waited: " + waited;
    }

    private String eta(Instant now) {
        if (done == 0 || total <= done) {
            return "";
        }
        double seconds = Duration.between(began, now).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "  ETA %.0f s", seconds * (total - done) / done);
    }
}
