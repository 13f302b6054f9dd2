package org.catalogsync.sync.report;

import java.time.Instant;
import java.util.regex.Pattern;

/** Commands that an operator can copy as they stand. */
final class Shell {
    private static final String LAUNCHER = "./catalog-sync ";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private Shell() {}

    static String restart(long run) {
        return LAUNCHER + "restart " + run;
    }

    static String acceptGate(long run) {
        return restart(run) + " --accept-gate \"reason\"";
    }

    static String rejects(long run) {
        return LAUNCHER + "rejects " + run;
    }

    static String show(long run) {
        return LAUNCHER + "show " + run;
    }

    /** A new run of a source that may hold other files by then. */
    static String nightly(String source) {
        return LAUNCHER + "nightly --source " + quoted(source);
    }

    /** A new run of the very same files. */
    static String nightly(RunSummary summary) {
        Instant watermark = summary.watermark();
        return nightly(summary.source())
                + (watermark != null && Basics.isGiven(summary) ? " --watermark " + watermark : "");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
