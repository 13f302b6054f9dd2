package org.catalogsync.benchmark.throughput;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Properties;

/**
 * What a contender says at its end, as one line of {@code name=value} pairs.
 *
 * @param rows read
 * @param accepted rows that passed its checks, or the rows where it has none
 * @param seconds from its first look at the files to its result, without the start of its JVM
 * @param cpuSeconds of all its threads so far, native ones, compiler and collector included; waiting for a busy machine is not in it
 * @param proof a digest or sum over what it read: it must be the same in every round
 */
record Counts(long rows, long accepted, double seconds, double cpuSeconds, String proof) {
    private static final String MARK = "counts ";

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%srows=%d accepted=%d seconds=%.3f cpu=%.3f proof=%s%n",
                MARK,
                rows,
                accepted,
                seconds,
                cpuSeconds,
                proof);
    }

    /** The counts in a contender's output. */
    static Counts parse(String output) {
        String line = output.lines()
                .filter(one -> one.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a contender printed no counts:\n" + output));
        Properties values = new Properties();
        for (String pair : line.substring(MARK.length()).split(" ")) {
            int equals = pair.indexOf('=');
            values.setProperty(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new Counts(
                Long.parseLong(values.getProperty("rows")),
                Long.parseLong(values.getProperty("accepted")),
                Double.parseDouble(values.getProperty("seconds")),
                Double.parseDouble(values.getProperty("cpu")),
                values.getProperty("proof"));
    }

    /** Counts that end now. */
    static Counts since(long nanos, long rows, long accepted, String proof) {
        double cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
        return new Counts(rows, accepted, secondsSince(nanos), cpu, proof);
    }

    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
