package org.catalogsync.benchmark.throughput;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.catalogsync.benchmark.throughput.Throughput.Run;

/** What the rounds of one sample gave: seconds first, then how many times as long each peer took. */
record Table(Sample sample, Map<Contender, List<Run>> runs) {
    private static final double MEGABYTE = 1e6;
    private static final ToDoubleFunction<Run> WHOLE = Run::wallSeconds;
    private static final ToDoubleFunction<Run> INSIDE = run -> run.counts().seconds();
    private static final ToDoubleFunction<Run> PROCESSOR = run -> run.counts().cpuSeconds();

    void print() {
        line(
                "%,d rows, %.0f MB, %s, in %d files; seconds are median (min – max)",
                sample.rows(),
                sample.bytes() / MEGABYTE,
                sample.charset(),
                sample.files().size());
        line(
                "%-42s %22s %22s %22s %10s %8s %10s",
                "", "whole process", "inside", "processor", "rows/s", "MB/s", "accepted");
        runs.forEach(this::seconds);
        line("%-42s %22s %22s %22s", "times as long as catalog-sync", "whole process", "inside", "processor");
        runs.keySet().stream()
                .filter(contender -> contender != Contender.CATALOG_SYNC)
                .forEach(this::ratios);
    }

    private void seconds(Contender contender, List<Run> all) {
        double whole = median(all.stream().mapToDouble(WHOLE));
        line(
                "%-42s %22s %22s %22s %,10.0f %8.1f %,10d",
                contender.title(),
                spread(of(contender, WHOLE)),
                spread(of(contender, INSIDE)),
                spread(of(contender, PROCESSOR)),
                sample.rows() / whole,
                sample.bytes() / MEGABYTE / whole,
                all.getFirst().counts().accepted());
    }

    private void ratios(Contender peer) {
        line(
                "%-42s %22s %22s %22s",
                peer.title(), spread(ratio(peer, WHOLE)), spread(ratio(peer, INSIDE)), spread(ratio(peer, PROCESSOR)));
    }

    /** Within each round how many times as long the peer took. */
    private double[] ratio(Contender peer, ToDoubleFunction<Run> time) {
        double[] ours = of(Contender.CATALOG_SYNC, time);
        double[] theirs = of(peer, time);
        return IntStream.range(0, theirs.length)
                .mapToDouble(round -> theirs[round] / ours[round])
                .toArray();
    }

    private double[] of(Contender contender, ToDoubleFunction<Run> time) {
        return runs.getOrDefault(contender, List.of()).stream()
                .mapToDouble(time)
                .toArray();
    }

    private static String spread(double[] values) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f – %.2f)",
                median(DoubleStream.of(values)),
                DoubleStream.of(values).min().orElseThrow(),
                DoubleStream.of(values).max().orElseThrow());
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
