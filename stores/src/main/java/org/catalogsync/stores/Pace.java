package org.catalogsync.stores;

/**
 * How fast all callers of one store together may call it: as they like until it throttles, then no faster than it has shown to bear, and carefully faster again. Decision 0071 has the figures. Safe for many threads; time is handed in.
 */
public final class Pace {
    /** To be refused once in ten calls is the price of feeling out the limit, and no reason to slow down further. */
    private static final double TOLERATED_SHARE = 0.1;

    /** One refused call of the first two is no pattern. */
    private static final int FEWEST_THROTTLES = 3;

    /** Below it the backoff of each caller does the rest. */
    private static final double SLOWEST_PER_SECOND = 10;

    private static final double GROWTH_PER_SECOND = 1.1;
    private static final double DEEPEST_CUT = 0.5;
    private static final double SECOND = 1e9;

    /** So long is looked on before a cut: a burst's first answers are no pattern either, and answers to what was sent before a cut say nothing about the pace after it. */
    private static final long EVIDENCE = 500_000_000;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long WINDOW = 1_000_000_000;
    private static final long LIFTED_AFTER = 30_000_000_000L;

    /** The pace at the last cut; infinite where there is no limit. */
    private double perSecond = Double.POSITIVE_INFINITY;

    private long cutAt;
    private long nextTurn;

    /** Counts of this window and of the one before it. */
    private long windowStart = NEVER;

    private int turns;
    private int throttles;
    private long windowStartBefore;
    private int turnsBefore;
    private int throttlesBefore;

    /**
     * Takes the next turn.
     *
     * @param patience how long the caller can wait at most; one that would have to wait longer goes out of turn, for its last try
     * @return how long to wait before calling, in nanoseconds
     */
    synchronized long turn(long now, long patience) {
        roll(now);
        turns++;
        if (lifted(now)) {
            return 0;
        }
        long wait = Math.max(0, nextTurn - now);
        if (wait > patience) {
            return Math.max(0, patience);
        }
        nextTurn = now + wait + Math.round(SECOND / perSecond(now));
        return wait;
    }

    /** The store refused a call for being called too often. */
    synchronized void throttled(long now) {
        roll(now);
        throttles++;
        boolean free = lifted(now);
        boolean soon = now - windowStartBefore < EVIDENCE;
        if (soon || throttles + throttlesBefore < FEWEST_THROTTLES || share() <= TOLERATED_SHARE) {
            return;
        }
        double before = perSecond(now);
        perSecond = Math.max(SLOWEST_PER_SECOND, free ? achieved(now) : Math.max(achieved(now), before * DEEPEST_CUT));
        perSecond = Math.min(perSecond, before);
        cutAt = now;
        nextTurn = Math.max(now, nextTurn);
        forgetWindows(now);
    }

    /** Calls a second that are let through now; infinite where there is no limit. */
    synchronized double perSecond(long now) {
        return perSecond * Math.pow(GROWTH_PER_SECOND, Math.max(0, now - cutAt) / SECOND);
    }

    /** Forgets a limit that was not touched for long. */
    private boolean lifted(long now) {
        if (perSecond < Double.POSITIVE_INFINITY && now - cutAt > LIFTED_AFTER) {
            perSecond = Double.POSITIVE_INFINITY;
        }
        return perSecond == Double.POSITIVE_INFINITY;
    }

    private double share() {
        return (double) (throttles + throttlesBefore) / Math.max(1, turns + turnsBefore);
    }

    /** Calls a second that were not refused, over one to two windows. */
    private double achieved(long now) {
        long borne = Math.max(0, turns + turnsBefore - throttles - throttlesBefore);
        return borne * SECOND / Math.max(EVIDENCE, now - windowStartBefore);
    }

    private void roll(long now) {
        if (windowStart == NEVER || now - windowStart >= 2 * WINDOW) {
            forgetWindows(now);
        } else if (now - windowStart >= WINDOW) {
            windowStartBefore = windowStart;
            turnsBefore = turns;
            throttlesBefore = throttles;
            startWindow(now);
        }
    }

    private void forgetWindows(long now) {
        windowStartBefore = now;
        turnsBefore = 0;
        throttlesBefore = 0;
        startWindow(now);
    }

    private void startWindow(long now) {
        windowStart = now;
        turns = 0;
        throttles = 0;
    }
}
