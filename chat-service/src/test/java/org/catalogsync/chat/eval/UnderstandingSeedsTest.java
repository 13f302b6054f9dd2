package org.catalogsync.chat.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.catalogsync.chat.eval.Evaluation.Report;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty catalogues, each with questions of its own. */
class UnderstandingSeedsTest {

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void understandsNearlyEveryQuestion(long seed) {
        TitleIndex titles = TitleIndex.of(Catalogues.of(seed, 1_500), Aliases.wellKnownAnd(java.util.List.of()));
        Evaluation evaluation = Evaluation.of(titles, seed);

        Report report = evaluation.run(new InProcess(titles), titles::lastKnown);

        assertThat(report.questions()).isGreaterThanOrEqualTo(150);
        assertThat(report.numbers()).isEqualTo(1.0);
        assertThat(report.intentItem()).as("%s", report.failures()).isGreaterThanOrEqualTo(0.98);
    }
}
