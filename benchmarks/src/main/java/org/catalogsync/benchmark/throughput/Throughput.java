package org.catalogsync.benchmark.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.sync.sample.SampleFormat;

/**
 * Rounds of all contenders one after another, each in a JVM of its own; prints a table per format. Whatever else the machine does hits the neighbours of a round alike, so the ratio within a round is the figure to believe.
 *
 * <p>Arguments: rows, rounds, the folder for the samples.
 */
final class Throughput {
    private final Sample sample;
    private final int rounds;
    private final Map<Contender, List<Run>> runs = new EnumMap<>(Contender.class);

    private Throughput(Sample sample, int rounds) {
        this.sample = sample;
        this.rounds = rounds;
    }

    static void main(String[] args) throws IOException, InterruptedException {
        int rows = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        for (SampleFormat format : List.of(SampleFormat.DMS_FULL_LOAD, SampleFormat.ERP_DUMP)) {
            Throughput throughput = new Throughput(Sample.of(Path.of(args[2]), format, rows), rounds);
            throughput.measure();
            new Table(throughput.sample, throughput.runs).print();
        }
    }

    /** One measured process. */
    record Run(double wallSeconds, Counts counts) {}

    private void measure() throws IOException, InterruptedException {
        System.out.printf("%n%s, round", sample.directory().getFileName());
        for (int round = 1; round <= rounds; round++) {
            System.out.print(" " + round);
            System.out.flush();
            for (Contender contender : Contender.values()) {
                if (contender.reads(sample.format())) {
                    runs.computeIfAbsent(contender, any -> new ArrayList<>()).add(run(contender));
                }
            }
        }
        System.out.println();
        runs.forEach(this::requireSane);
    }

    private Run run(Contender contender) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Arrays.asList(System.getProperty("benchmark.jvm").split(" ")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                contender.program(),
                sample.directory().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        long begin = System.nanoTime();
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int exit = process.waitFor();
        double wall = Counts.secondsSince(begin);
        if (exit != 0) {
            throw new IllegalStateException(contender + " ended with " + exit + ":\n" + output);
        }
        return new Run(wall, Counts.parse(output));
    }

    /** A time counts only where every row was read, and the same rows each time; this project itself checks more, see {@link CatalogSync}. */
    private void requireSane(Contender contender, List<Run> all) {
        Counts first = all.getFirst().counts();
        for (Run run : all) {
            if (run.counts().rows() != sample.rows() || !run.counts().proof().equals(first.proof())) {
                throw new IllegalStateException(
                        contender + " read " + run.counts() + " of " + sample.rows() + " rows, first " + first);
            }
        }
    }
}
