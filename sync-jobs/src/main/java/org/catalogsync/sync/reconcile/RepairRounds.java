package org.catalogsync.sync.reconcile;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Looks and repairs by turns. What it gives back was seen after the last attempt: an attempt that says it wrote nothing may have met somebody who did. */
final class RepairRounds {
    /** A repair may lay open what the first look could not see; more rounds than this would only quarrel with somebody. */
    private static final int MOST_ROUNDS = 6;

    private RepairRounds() {}

    /**
     * Until nothing is found or nothing can be repaired.
     *
     * @param repair says how many writes took
     */
    static Compared until(Supplier<Compared> look, ToIntFunction<List<Finding>> repair) {
        Compared found = look.get();
        int rounds = 0;
        while (rounds < MOST_ROUNDS && !found.equal()) {
            int written = repair.applyAsInt(found.findings());
            Compared left = look.get();
            if (written == 0) {
                return left;
            }
            // One of many parts of a large damage is no quarrel, as long as the damage becomes smaller.
            if (!found.cutOff() || left.different() >= found.different()) {
                rounds++;
            }
            found = left;
        }
        return found;
    }
}
