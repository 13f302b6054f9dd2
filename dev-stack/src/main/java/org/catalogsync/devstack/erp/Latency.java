package org.catalogsync.devstack.erp;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the ERP takes for an answer: lognormal, given by two of its quantiles in milliseconds; both 0 for no time at all.
 *
 * @param p50Millis half of the answers take no longer
 * @param p99Millis 99 of 100 answers take no longer
 */
public record Latency(int p50Millis, int p99Millis) {
    /** What is told of the ERP. */
    public static final Latency USUAL = new Latency(250, 800);

    /** No time at all. */
    public static final Latency OFF = new Latency(0, 0);

    private static final int MOST_MILLIS = 60_000;
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");

    /** The standard normal distribution's quantile at 0.99. */
    private static final double Z_99 = 2.3263478740408408;

    public Latency {
        boolean off = p50Millis == 0 && p99Millis == 0;
        if (!off && (p50Millis < 1 || p99Millis < p50Millis || p99Millis > MOST_MILLIS)) {
            throw new IllegalArgumentException("latency expected P50/P99 in milliseconds, 1 to " + MOST_MILLIS
                    + " and the second not below the first, or off; found " + p50Millis + "/" + p99Millis);
        }
    }

    /** Reads {@code 250/800} or {@code off}. */
    public static Latency parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "latency expected P50/P99 in milliseconds, such as 250/800, or off; found " + text);
        }
        return new Latency(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
    }

    /** One answer's, which takes one number from the dice whatever the quantiles; none is longer than a minute. */
    public Duration of(Random dice) {
        double normal = dice.nextGaussian();
        if (p50Millis == 0) {
            return Duration.ZERO;
        }
        double spread = Math.log((double) p99Millis / p50Millis) / Z_99;
        double millis = Math.min(MOST_MILLIS, p50Millis * Math.exp(spread * normal));
        return Duration.ofNanos((long) (millis * 1_000_000));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return p50Millis == 0 ? "off" : p50Millis + "/" + p99Millis;
    }
}
