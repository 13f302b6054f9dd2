package org.catalogsync.sync.batch;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Announces every commit of a unit of work, and dies at one: what a test needs to kill a run at exactly the place where it would hurt.
 */
public final class CommitLog {
    /** What a killed process ends with. */
    private static final int KILLED = 137;

    private final boolean announces;
    private final @Nullable String haltAt;
    private final PrintStream out;

    private CommitLog(boolean announces, @Nullable String haltAt, PrintStream out) {
        this.announces = announces;
        this.haltAt = haltAt;
        this.out = out;
    }

    /** {@code CATALOG_SYNC_COMMIT_LOG=1} announces on standard error; {@code CATALOG_SYNC_HALT_AT=step:partition:n} halts the JVM after that commit, with no hook and no farewell. */
    public static CommitLog of(Map<String, String> environment) {
        return new CommitLog(
                "1".equals(environment.get("CATALOG_SYNC_COMMIT_LOG")),
                environment.get("CATALOG_SYNC_HALT_AT"),
                System.err);
    }

    /** @param n counts the partition's units from 1, the same on every attempt */
    void committed(String step, String partition, int n) {
        if (announces) {
            out.println("commit step=" + step + " partition=" + partition + " n=" + n);
            out.flush();
        }
        if ((step + ":" + partition + ":" + n).equals(haltAt)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
