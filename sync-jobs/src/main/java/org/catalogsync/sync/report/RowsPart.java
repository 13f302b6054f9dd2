package org.catalogsync.sync.report;

import java.util.List;
import java.util.Map;
import org.catalogsync.quality.tally.Example;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows.
 *
 * @param balanced whether read = accepted + duplicates + rejected; it must
 * @param ends accepted, duplicates and rejected
 */
record RowsPart(String read, boolean balanced, List<End> ends, Findings rejected, Findings warnings, String rejects) {

    /** Null where rows were not summed up: the gate does that, and judges them in the same breath. */
    static @Nullable RowsPart of(RunSummary summary, Map<String, List<Example>> examples) {
        RunSummary.Rows rows = summary.rows();
        if (summary.gate().isEmpty()) {
            return null;
        }
        return new RowsPart(
                Figures.count(rows.read()),
                rows.read() == rows.accepted() + rows.duplicates() + rows.rejected(),
                List.of(
                        End.of("accepted", rows.accepted(), rows.read()),
                        End.of("duplicates", rows.duplicates(), rows.read()),
                        End.of("rejected", rows.rejected(), rows.read())),
                Findings.of(rows.rejectedByRule(), rows.rejected(), examples),
                Findings.of(rows.warnings(), rows.read(), examples),
                Shell.rejects(summary.run()));
    }

    /**
     * One of the ends that a row can come to.
     *
     * @param width of its part of the bar, in CSS
     */
    record End(String name, String count, String share, String width) {
        static End of(String name, long count, long read) {
            return new End(name, Figures.count(count), Figures.share(count, read), Figures.width(count, read));
        }
    }
}
