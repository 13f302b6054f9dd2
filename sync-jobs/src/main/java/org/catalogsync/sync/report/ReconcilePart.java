package org.catalogsync.sync.report;

import java.util.List;
import java.util.stream.Stream;
import org.catalogsync.sync.reconcile.Difference;
import org.catalogsync.sync.report.RunSummary.ReconcileCounts;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of extract, DynamoDB and generation found.
 *
 * @param countsDiffer whether the three counts are not one number, which {@code notComparable} keys may explain
 * @param drift keys that the night corrected although a stream follows the source
 * @param differences the first {@link #SHOWN} of them
 * @param more how many more {@code report.json} lists; null for none
 */
record ReconcilePart(
        String extract,
        String dynamodb,
        String opensearch,
        boolean equal,
        boolean countsDiffer,
        String missing,
        String unexpected,
        String diverged,
        String notComparable,
        String held,
        String drift,
        List<Keys> keys,
        List<DifferenceLine> differences,
        String shown,
        @Nullable String more) {

    /** More would not be read, and would make the page slow. */
    static final int SHOWN = 100;

    /** Null where the comparison was not made. No extract without an accepted row is let through, so a comparison that was made has counts. */
    static @Nullable ReconcilePart of(RunSummary summary) {
        ReconcileCounts counts = summary.reconcile();
        if (!counts.equal() && counts.extract() == 0 && counts.dynamodb() == 0 && counts.opensearch() == 0) {
            return null;
        }
        List<Difference> shown = counts.differences().stream().limit(SHOWN).toList();
        int more = counts.differences().size() - shown.size();
        return new ReconcilePart(
                Figures.count(counts.extract()),
                Figures.count(counts.dynamodb()),
                Figures.count(counts.opensearch()),
                counts.equal(),
                counts.extract() != counts.dynamodb() || counts.dynamodb() != counts.opensearch(),
                Figures.count(counts.missing()),
                Figures.count(counts.unexpected()),
                Figures.count(counts.diverged()),
                Figures.count(counts.notComparable()),
                Figures.count(summary.held()),
                Figures.count(summary.drift()),
                Keys.of(summary),
                shown.stream().map(DifferenceLine::of).toList(),
                Figures.count(shown.size()),
                more == 0 ? null : Figures.count(more));
    }

    /** Keys that are in order without being equal to the extract; lists of nothing are left out. */
    record Keys(String name, String meaning, List<String> first, boolean more) {
        static List<Keys> of(RunSummary summary) {
            return Stream.of(
                            of(
                                    "not comparable",
                                    "newer in DynamoDB than the extract",
                                    summary.reconcile().notComparableKeys()),
                            of("held", "their row was rejected: the stores keep what they have", summary.heldKeys()))
                    .filter(keys -> !keys.first.isEmpty())
                    .toList();
        }

        private static Keys of(String name, String meaning, List<String> keys) {
            return new Keys(
                    name, meaning, keys.stream().limit(SHOWN).map(Visible::of).toList(), keys.size() > SHOWN);
        }
    }

    boolean anyDifferences() {
        return !differences.isEmpty();
    }

    /** One difference; {@code field} is null where the whole key is missing or unexpected. */
    record DifferenceLine(
            String isbn,
            String store,
            String kind,
            @Nullable String field,
            @Nullable String expected,
            @Nullable String found) {

        static DifferenceLine of(Difference difference) {
            return new DifferenceLine(
                    Visible.of(difference.isbn()),
                    Visible.of(difference.store()),
                    difference.kind().toString(),
                    difference.field(),
                    visible(difference.expected()),
                    visible(difference.found()));
        }

        private static @Nullable String visible(@Nullable String text) {
            return text == null ? null : Visible.of(text);
        }
    }
}
