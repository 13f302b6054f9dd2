package org.catalogsync.sync.report;

import java.time.Duration;
import java.time.Instant;
import org.catalogsync.sync.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** What a run was and when. */
record Basics(
        String source,
        Moment started,
        @Nullable Moment ended,
        @Nullable String lasted,
        @Nullable WatermarkLine watermark,
        @Nullable GenerationLine generation) {

    private static final String ASSUMED = "assumed";
    private static final String GIVEN = "given";

    static Basics of(RunSummary summary) {
        return new Basics(
                Visible.of(summary.source()),
                Moment.of(summary.startedAt()),
                Moment.ofNullable(summary.endedAt()),
                lasted(summary.startedAt(), summary.endedAt()),
                watermark(summary),
                generation(summary));
    }

    static boolean isAssumed(RunSummary summary) {
        return ASSUMED.equals(summary.watermarkBasis());
    }

    static boolean isGiven(RunSummary summary) {
        return GIVEN.equals(summary.watermarkBasis());
    }

    private static @Nullable String lasted(Instant started, @Nullable Instant ended) {
        return ended == null
                ? null
                : Figures.seconds(Duration.between(started, ended).toMillis() / 1000.0);
    }

    private static @Nullable WatermarkLine watermark(RunSummary summary) {
        Instant at = summary.watermark();
        String basis = summary.watermarkBasis();
        return at == null || basis == null
                ? null
                : new WatermarkLine(Moment.of(at), Visible.of(basis), isAssumed(summary));
    }

    private static @Nullable GenerationLine generation(RunSummary summary) {
        return summary.generation() == null
                ? null
                : new GenerationLine(Visible.of(summary.generation()), summary.status() == RunStatus.COMPLETED);
    }

    /**
     * @param basis declared, given or assumed
     * @param assumed whether nobody vouched for it
     */
    record WatermarkLine(Moment at, String basis, boolean assumed) {}

    /** @param published whether this run made it the one that answers */
    record GenerationLine(String name, boolean published) {}
}
