package org.catalogsync.benchmark.throughput;

import java.util.Properties;

/**
 * What a contender says at its end, as one line of {@code name=value} pairs.
 *
 * @param rows read
 * @param accepted rows that passed its checks, or the rows where it has none
 * @param seconds from its first look at the files to its result, without the start of its JVM
 * @param proof a digest or sum over what it read: it must be the same in every round
 */
record Counts(long rows, long accepted, double seconds, String proof) {
    private static final String MARK = "counts ";

    void print() {
        System.out.printf(
                java.util.Locale.ROOT,
                "%srows=%d accepted=%d seconds=%.3f proof=%s%n",
                MARK,
                rows,
                accepted,
                seconds,
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
                values.getProperty("proof"));
    }

    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
