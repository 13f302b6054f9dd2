package org.catalogsync.quality.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.quality.row.RowWarning;
import org.catalogsync.quality.row.Violation;
import org.catalogsync.quality.row.Warning;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class QualityTallyTest {

    @Test
    void countsARejectedRowOnceByItsFirstReason() {
        QualityTally tally = count(List.of(rejected(RowRule.ISBN_FORMAT, RowRule.TITLE_MISSING), accepted()));

        assertThat(tally.read()).isEqualTo(2);
        assertThat(tally.accepted()).isOne();
        assertThat(tally.rejected()).isOne();
        assertThat(tally.rejectedByRule()).containsExactly(Map.entry("isbn_format", 1L));
    }

    @Test
    void countsEveryWarningOfARow() {
        QualityTally tally =
                count(List.of(accepted(RowWarning.PRICE_UNREADABLE, RowWarning.ETA_UNREADABLE), accepted()));

        assertThat(tally.accepted()).isEqualTo(2);
        assertThat(tally.warningsById())
                .containsExactly(Map.entry("price_unreadable", 1L), Map.entry("eta_unreadable", 1L));
    }

    @Test
    void keepsTheFirstFewExamplesWithTheirPlace() {
        TallyCounter counter = new TallyCounter();
        for (long line = 2; line < 100; line++) {
            counter.count(rejected(RowRule.TITLE_MISSING), "LOAD00000001.csv", line);
        }

        List<Example> examples = counter.tally().examples().get("title_missing");

        assertThat(examples).hasSize(QualityTally.MAX_EXAMPLES);
        assertThat(examples).first().isEqualTo(new Example("LOAD00000001.csv", 2, "C", "found", "expected"));
    }

    @Test
    void duplicatesAreTakenFromTheAcceptedRows() {
        QualityTally tally = count(List.of(accepted(), accepted(), accepted())).withDuplicates(2);

        assertThat(tally.accepted()).isOne();
        assertThat(tally.duplicates()).isEqualTo(2);
        assertThat(tally.read()).isEqualTo(3);
    }

    @Property
    void partsAddUpToTheWhole(@ForAll("verdicts") List<RowVerdict> one, @ForAll("verdicts") List<RowVerdict> other) {
        List<RowVerdict> all = new ArrayList<>(one);
        all.addAll(other);

        QualityTally sum = count(one).plus(count(other));

        assertThat(sum).isEqualTo(count(all));
        assertThat(sum.read()).isEqualTo(sum.accepted() + sum.duplicates() + sum.rejected());
        assertThat(sum.rejectedByRule().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(sum.rejected());
    }

    @Property
    void nothingIsNeutral(@ForAll("verdicts") List<RowVerdict> verdicts) {
        QualityTally tally = count(verdicts);

        assertThat(tally.plus(QualityTally.EMPTY)).isEqualTo(tally);
        assertThat(QualityTally.EMPTY.plus(tally)).isEqualTo(tally);
    }

    @Property(tries = 100)
    void survivesJson(@ForAll("verdicts") List<RowVerdict> verdicts) {
        QualityTally tally = count(verdicts);
        JsonMapper json = JsonMapper.shared();

        assertThat(json.readValue(json.writeValueAsString(tally), QualityTally.class))
                .isEqualTo(tally);
    }

    @Provide
    Arbitrary<List<RowVerdict>> verdicts() {
        Arbitrary<RowVerdict> rejected = Arbitraries.of(RowRule.class).map(QualityTallyTest::rejected);
        Arbitrary<RowVerdict> accepted = Arbitraries.of(RowWarning.class)
                .list()
                .ofMaxSize(2)
                .map(kinds -> accepted(kinds.toArray(new RowWarning[0])));
        return Arbitraries.oneOf(rejected, accepted).list().ofMaxSize(30);
    }

    private static QualityTally count(List<RowVerdict> verdicts) {
        TallyCounter counter = new TallyCounter();
        verdicts.forEach(verdict -> counter.count(verdict, "file.csv", 1));
        return counter.tally();
    }

    private static RowVerdict rejected(RowRule... rules) {
        List<Violation> reasons = new ArrayList<>();
        for (RowRule rule : rules) {
            reasons.add(new Violation(rule, Field.TITLE, "C", "found", "expected"));
        }
        return new RowVerdict.Rejected(reasons, null, null);
    }

    private static RowVerdict accepted(RowWarning... kinds) {
        List<Warning> warnings = new ArrayList<>();
        for (RowWarning kind : kinds) {
            warnings.add(new Warning(kind, Field.AUTHOR, "C", "found", "expected"));
        }
        Product product = new Product(
                new Isbn("9784088827513"),
                "題名",
                null,
                null,
                null,
                0,
                StockStatus.OUT_OF_STOCK,
                null,
                "TK01",
                LocalDate.EPOCH,
                null);
        return new RowVerdict.Accepted(product, "9784088827513", null, warnings);
    }
}
