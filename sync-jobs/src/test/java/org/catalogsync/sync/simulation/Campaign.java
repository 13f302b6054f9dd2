package org.catalogsync.sync.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Many worlds of one kind, two at a time. */
final class Campaign {
    private static final int WORKERS = 2;

    private final ClockModel clocks;
    private final Removed removed;
    private final boolean untilFirst;
    private final AtomicLong next = new AtomicLong(1);
    private final long began = System.nanoTime();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<Long, List<String>> violations = new TreeMap<>();
    private long seeds;
    private long steps;
    private long crashes;
    private long freezes;
    private long takenOver;
    private long swaps;
    private long lateSwaps;

    /** @param untilFirst whether the first violation is enough */
    Campaign(ClockModel clocks, Removed removed, boolean untilFirst) {
        this.clocks = clocks;
        this.removed = removed;
        this.untilFirst = untilFirst;
    }

    /** Lives through the seeds from 1 on. */
    Campaign run(long most) {
        try (ExecutorService pool = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(pool.submit(() -> work(most)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a world could not be simulated", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return this;
    }

    private void work(long most) {
        for (long seed = next.getAndIncrement(); seed <= most && !isEnough(); seed = next.getAndIncrement()) {
            add(seed, new World(seed, clocks, removed, false).live());
        }
    }

    private synchronized boolean isEnough() {
        return untilFirst && !violations.isEmpty();
    }

    private synchronized void add(long seed, World.Outcome outcome) {
        seeds++;
        steps += outcome.steps();
        crashes += outcome.crashes();
        freezes += outcome.freezes();
        takenOver += outcome.takenOver();
        swaps += outcome.swaps();
        lateSwaps += outcome.lateSwaps();
        outcome.failures().forEach((what, times) -> failures.merge(what, times, Integer::sum));
        if (!outcome.violations().isEmpty()) {
            violations.put(seed, outcome.violations());
        }
        if (!untilFirst && seeds % 1_000 == 0) {
            System.out.println(clocks + " " + seeds + " seeds, " + violations.size() + " wrong");
        }
    }

    Map<Long, List<String>> violations() {
        return violations;
    }

    /** The first seed that went wrong, null where none did. */
    @Nullable
    Long first() {
        return violations.isEmpty() ? null : violations.keySet().iterator().next();
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%-6s %7d seeds %10d steps %7d crashes %6d freezes %6d taken over %6d swaps (%d late) %4d violations  %s  %s",
                clocks,
                seeds,
                steps,
                crashes,
                freezes,
                takenOver,
                swaps,
                lateSwaps,
                violations.size(),
                Duration.ofNanos(System.nanoTime() - began).truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                failures);
    }

    /** How the first seeds that went wrong are seen again. */
    String replays() {
        StringBuilder text = new StringBuilder();
        violations.entrySet().stream()
                .limit(5)
                .forEach(wrong -> text.append(String.format(
                        "%n-Dsimulation.seed=%d -Dsimulation.clocks=%s -Dsimulation.removed=%s: %s",
                        wrong.getKey(), clocks, removed, wrong.getValue())));
        return text.toString();
    }
}
