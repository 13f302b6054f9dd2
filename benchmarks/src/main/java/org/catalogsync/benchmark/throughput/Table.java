package org.catalogsync.benchmark.throughput;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.catalogsync.benchmark.throughput.Throughput.Run;

/** What the rounds of one sample gave. */
record Table(Sample sample, Map<Contender, List<Run>> runs) {
    private static final double MEGABYTE = 1e6;

    void print() {
        line(
                "%,d rows, %.0f MB, %s, in %d files",
                sample.rows(),
                sample.bytes() / MEGABYTE,
                sample.charset(),
                sample.files().size());
        line(
                "%-42s %24s %22s %10s %8s %10s %12s %12s",
                "", "whole process, s", "inside, s", "rows/s", "MB/s", "accepted", "ours is", "ours is");
        line(
                "%-42s %24s %22s %10s %8s %10s %12s %12s",
                "", "median (min – max)", "median (min – max)", "(whole)", "(whole)", "rows", "(whole)", "(inside)");
        runs.forEach(this::row);
    }

    private void row(Contender contender, List<Run> all) {
        double wall = median(all, Run::wallSeconds);
        line(
                "%-42s %24s %22s %,10.0f %8.1f %,10d %12s %12s",
                contender.title(),
                spread(all, Run::wallSeconds),
                spread(all, run -> run.counts().seconds()),
                sample.rows() / wall,
                sample.bytes() / MEGABYTE / wall,
                all.getFirst().counts().accepted(),
                ratio(contender, all, Run::wallSeconds),
                ratio(contender, all, run -> run.counts().seconds()));
    }

    /** The median over the rounds of how many times faster this project was than the peer of the same round. */
    private String ratio(Contender contender, List<Run> all, ToDoubleFunction<Run> time) {
        if (contender == Contender.CATALOG_SYNC) {
            return "";
        }
        List<Run> ours = runs.getOrDefault(Contender.CATALOG_SYNC, List.of());
        double ratio = median(IntStream.range(0, all.size())
                .mapToDouble(round -> time.applyAsDouble(all.get(round)) / time.applyAsDouble(ours.get(round))));
        return "%.2f ×".formatted(ratio);
    }

    private static String spread(List<Run> all, ToDoubleFunction<Run> time) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f – %.2f)",
                median(all, time),
                all.stream().mapToDouble(time).min().orElseThrow(),
                all.stream().mapToDouble(time).max().orElseThrow());
    }

    private static double median(List<Run> all, ToDoubleFunction<Run> time) {
        return median(all.stream().mapToDouble(time));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format.stripTrailing() + "%n", values);
    }
}
