package org.catalogsync.quality.tally;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.quality.row.RowWarning;
import org.catalogsync.quality.row.Violation;
import org.catalogsync.quality.row.Warning;

/** Counts the verdicts of one part of an extract, row by row. Not for several threads: each part has its own, and tallies add up. */
public final class TallyCounter {
    private final long[] rejected = new long[RowRule.values().length];
    private final long[] warned = new long[RowWarning.values().length];
    private final Map<String, List<Example>> examples = new LinkedHashMap<>();
    private long accepted;

    /**
     * @param file the source's file
     * @param line where the row starts, counted from 1
     */
    public void count(RowVerdict verdict, String file, long line) {
        if (verdict instanceof RowVerdict.Accepted row) {
            accepted++;
            for (Warning warning : row.warnings()) {
                warned[warning.kind().ordinal()]++;
                example(warning.kind().id(), file, line, warning.column(), warning.found(), warning.expected());
            }
        } else if (verdict instanceof RowVerdict.Rejected row) {
            Violation counted = row.counted();
            rejected[counted.rule().ordinal()]++;
            example(counted.rule().id(), file, line, counted.column(), counted.found(), counted.expected());
        }
    }

    private void example(String id, String file, long line, String column, String found, String expected) {
        List<Example> few = examples.computeIfAbsent(id, any -> new ArrayList<>(QualityTally.MAX_EXAMPLES));
        if (few.size() < QualityTally.MAX_EXAMPLES) {
            few.add(new Example(file, line, column, found, expected));
        }
    }

    /** All that was counted so far; rules and warnings in their own order. */
    public QualityTally tally() {
        Map<String, Long> byRule = new LinkedHashMap<>();
        long allRejected = 0;
        for (RowRule rule : RowRule.values()) {
            allRejected += rejected[rule.ordinal()];
            putIfAny(byRule, rule.id(), rejected[rule.ordinal()]);
        }
        Map<String, Long> byWarning = new LinkedHashMap<>();
        for (RowWarning warning : RowWarning.values()) {
            putIfAny(byWarning, warning.id(), warned[warning.ordinal()]);
        }
        Map<String, List<Example>> few = new LinkedHashMap<>();
        examples.forEach((id, list) -> few.put(id, List.copyOf(list)));
        return new QualityTally(accepted + allRejected, accepted, 0, allRejected, byRule, byWarning, few);
    }

    private static void putIfAny(Map<String, Long> counts, String id, long count) {
        if (count > 0) {
            counts.put(id, count);
        }
    }
}
