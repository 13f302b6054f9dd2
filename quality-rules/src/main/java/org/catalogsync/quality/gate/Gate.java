package org.catalogsync.quality.gate;

import java.util.List;
import java.util.OptionalLong;
import org.catalogsync.quality.tally.QualityTally;

/** Judges whole extracts and whole plans. A value that equals its limit passes. */
public final class Gate {

    private Gate() {}

    /**
     * Whether an extract is good enough to plan from.
     *
     * @param rowsOfLastGood rows read by the last good run of this source, empty where there was none
     */
    public static List<GateCheck> ofExtract(GateSettings settings, QualityTally tally, OptionalLong rowsOfLastGood) {
        return List.of(
                new GateCheck(GateCheck.EMPTY_EXTRACT, tally.accepted(), 1, passedIf(tally.accepted() >= 1)),
                atMost(GateCheck.REJECT_RATE, tally.rejected(), tally.read(), settings.maxRejectRate()),
                atLeast(
                        GateCheck.ROWS_OF_LAST_RUN,
                        tally.read(),
                        rowsOfLastGood.orElse(0),
                        settings.minRowsOfLastGood()));
    }

    /**
     * Whether a plan may be applied.
     *
     * @param deletes products that the plan would delete
     * @param live products that the table holds before the run
     */
    public static List<GateCheck> ofPlan(GateSettings settings, long deletes, long live) {
        return List.of(atMost(GateCheck.DELETE_RATE, deletes, live, settings.maxDeleteRate()));
    }

    /** Whether nothing stands in the way: no check failed that nobody answered for. */
    public static boolean isOpen(List<GateCheck> checks) {
        return checks.stream().noneMatch(GateCheck::failed);
    }

    private static GateCheck atMost(String id, long part, long whole, double limit) {
        return whole <= 0 ? notApplicable(id, limit) : check(id, part, whole, limit, share(part, whole) <= limit);
    }

    private static GateCheck atLeast(String id, long part, long whole, double limit) {
        return whole <= 0 ? notApplicable(id, limit) : check(id, part, whole, limit, share(part, whole) >= limit);
    }

    private static GateCheck check(String id, long part, long whole, double limit, boolean passes) {
        return new GateCheck(id, share(part, whole), limit, passedIf(passes));
    }

    private static GateCheck notApplicable(String id, double limit) {
        return new GateCheck(id, 0, limit, GateVerdict.NOT_APPLICABLE);
    }

    private static double share(long part, long whole) {
        return (double) part / whole;
    }

    private static GateVerdict passedIf(boolean passes) {
        return passes ? GateVerdict.PASSED : GateVerdict.FAILED;
    }
}
