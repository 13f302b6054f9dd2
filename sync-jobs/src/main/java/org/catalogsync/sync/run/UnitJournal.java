package org.catalogsync.sync.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Knows which units of work were begun and not committed. Each unit commits under the lease; one that is begun a second time died or failed the first time, and its rows are counted as redone.
 */
public final class UnitJournal {
    private static final String BEGUN = "begun/";
    private static final String REDONE = "redone/";

    private final RunFacts facts;
    private final KeptLease lease;

    public UnitJournal(RunFacts facts, KeptLease lease) {
        this.facts = facts;
        this.lease = lease;
    }

    /** Does one unit inside the caller's transaction; returns the rows it handled. */
    public long unit(String step, int unit, LongSupplier work) {
        lease.check();
        boolean again = begin(step, unit);
        long rows = work.getAsLong();
        if (again) {
            facts.receipt(REDONE + step, unit, rows);
        }
        lease.checkUntilCommit();
        return rows;
    }

    /** True if the unit was begun before. */
    private boolean begin(String step, int unit) {
        String begun = BEGUN + step + "/" + unit;
        if (facts.find(begun, Boolean.class).isPresent()) {
            return true;
        }
        facts.keep(begun, true);
        return false;
    }

    /** Rows of units that had to be done again, by step; 0 for a step that lost nothing. */
    public static Map<String, Long> redone(RunFacts facts, List<String> steps) {
        Map<String, Long> redone = new LinkedHashMap<>();
        for (String step : steps) {
            redone.put(
                    step,
                    facts.receipts(REDONE + step, Long.class).stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
        return redone;
    }
}
