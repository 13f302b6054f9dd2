package org.catalogsync.cdc.generate;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends generated records at a rate, and says how it goes. */
public final class Pump {
    private static final int LARGEST_BATCH = 500;
    private static final int BATCHES_A_SECOND = 20;
    private static final long TELL_NANOS = Duration.ofSeconds(5).toNanos();
    private static final double NANOS = 1e9;

    private final Supplier<byte[]> records;
    private final Sink sink;
    private final double rate;
    private final Time time;
    private final PrintStream progress;

    /** Where records go. */
    public interface Sink {
        /** Returns when they are there. */
        void put(List<byte[]> records);

        /** How many calls were made again. */
        long retried();
    }

    /** Time, replaced in tests. */
    public interface Time {
        Time ON_THIS_MACHINE = new Time() {};

        default long nanos() {
            return System.nanoTime();
        }

        default void sleep(long nanos) {
            try {
                Thread.sleep(Duration.ofNanos(nanos));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** What was sent and how fast. */
    public record Result(long sent, double seconds, long retried) {
        public double rate() {
            return seconds == 0 ? 0 : sent / seconds;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%,d sent in %.1f s, %,.0f/s, %,d calls retried", sent, seconds, rate(), retried);
        }
    }

    /** @param rate records a second, 0 for as many as there can be */
    public Pump(Supplier<byte[]> records, Sink sink, double rate, Time time, PrintStream progress) {
        this.records = records;
        this.sink = sink;
        this.rate = rate;
        this.time = time;
        this.progress = progress;
    }

    /** Sends so many records, or for so long; whichever is first. */
    public Result run(@Nullable Long count, @Nullable Duration length) {
        long began = time.nanos();
        long told = began;
        long sent = 0;
        LongSupplier elapsed = () -> time.nanos() - began;
        while ((count == null || sent < count) && (length == null || elapsed.getAsLong() < length.toNanos())) {
            List<byte[]> batch = batch(count == null ? LARGEST_BATCH : Math.min(LARGEST_BATCH, count - sent));
            sink.put(batch);
            sent += batch.size();
            awaitTurn(sent, elapsed.getAsLong());
            if (time.nanos() - told >= TELL_NANOS) {
                told = time.nanos();
                progress.println(new Result(sent, elapsed.getAsLong() / NANOS, sink.retried()));
            }
        }
        return new Result(sent, elapsed.getAsLong() / NANOS, sink.retried());
    }

    /** Small batches at small rates, so that records come evenly and not once in a while. */
    private List<byte[]> batch(long most) {
        long size = rate == 0 ? most : Math.clamp(Math.round(rate / BATCHES_A_SECOND), 1, most);
        List<byte[]> batch = new ArrayList<>((int) size);
        for (long i = 0; i < size; i++) {
            batch.add(records.get());
        }
        return batch;
    }

    /** By the whole run and not by the last batch: a slow call is made up for. */
    private void awaitTurn(long sent, long elapsed) {
        long ahead = rate == 0 ? 0 : Math.round(sent / rate * NANOS) - elapsed;
        if (ahead > 0) {
            time.sleep(ahead);
        }
    }
}
