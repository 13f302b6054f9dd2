package org.catalogsync.cdc.benchmark;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.catalogsync.cdc.benchmark.Contender.Mark;

/** Readers who look again and again until they see a change. */
final class Watching implements AutoCloseable {
    /** The reader's own share of every figure is half of this; looking more often would be what is measured. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Future<Long> until(Mark mark, BooleanSupplier visible) {
        return threads.submit(() -> look(mark, visible));
    }

    /** Looks only once the other look has ended. */
    Future<Long> until(Mark mark, Future<Long> before, BooleanSupplier visible) {
        return threads.submit(() -> {
            before.get();
            return look(mark, visible);
        });
    }

    private static long look(Mark mark, BooleanSupplier visible) throws InterruptedException {
        long end = mark.committedMillis() + PATIENCE.toMillis();
        while (!visible.getAsBoolean() && System.currentTimeMillis() < end) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        return System.currentTimeMillis() - mark.committedMillis();
    }

    @Override
    public void close() {
        threads.close();
    }
}
