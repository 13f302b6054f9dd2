package org.catalogsync.sync.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Figures {
    /** What stands where there is nothing to compute from. */
    static final String NONE = "–";

    private static final int MOST_DECIMALS = 8;

    private Figures() {}

    /** 57,420. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** 3.3 %; never 0 % of something that is there, never 100 % of something that is not whole. */
    static String share(long part, long whole) {
        if (whole <= 0) {
            return NONE;
        }
        double percent = 100.0 * part / whole;
        if (part > 0 && percent < 0.1) {
            return "< 0.1 %";
        }
        if (part < whole && percent > 99.9) {
            return "> 99.9 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }

    /** A width in CSS. */
    static String width(double part, double whole) {
        return String.format(Locale.ROOT, "%.3f%%", whole <= 0 ? 0 : Math.clamp(100.0 * part / whole, 0, 100));
    }

    /** A share as a percentage with as many decimals as tell it from its limit, at least two. */
    static String percentBeside(double share, double limit) {
        int decimals = 2;
        while (decimals < MOST_DECIMALS
                && share != limit
                && percent(share, decimals).equals(percent(limit, decimals))) {
            decimals++;
        }
        return percent(share, decimals);
    }

    /** A share that somebody chose, as short as it can be written. */
    static String percent(double share) {
        return new BigDecimal(Double.toString(share))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    private static String percent(double share, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share);
    }

    /** Less than 0.1 s, 0.4 s, 3 min 07 s, 1 h 02 min. */
    static String seconds(double seconds) {
        if (seconds < 0.05) {
            return "< 0.1 s";
        }
        if (seconds < 59.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        Duration whole = Duration.ofSeconds(Math.round(seconds));
        return whole.toHours() == 0
                ? String.format(Locale.ROOT, "%d min %02d s", whole.toMinutes(), whole.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d min", whole.toHours(), whole.toMinutesPart());
    }

    /** Rows per second; none where a step was too short to say. */
    static String rate(long rows, double seconds) {
        return rows == 0 || seconds < 0.05 ? NONE : count(Math.round(rows / seconds));
    }
}
