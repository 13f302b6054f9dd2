package org.catalogsync.quality.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.catalogsync.quality.tally.QualityTally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class GateTest {
    private static final GateSettings SETTINGS = GateSettings.defaults();

    @Test
    void defaultsAreTenEightyAndFivePercent() {
        assertThat(SETTINGS).isEqualTo(new GateSettings(0.10, 0.80, 0.05));
    }

    @Test
    void refusesLimitsThatAreNoShares() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateSettings(10, 0.8, 0.05))
                .withMessageContaining("maxRejectRate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateSettings(0.1, Double.NaN, 0.05))
                .withMessageContaining("minRowsOfLastGood");
    }

    @ParameterizedTest
    @CsvSource({"0, PASSED", "99, PASSED", "100, PASSED", "101, FAILED", "999, FAILED"})
    void rejectRateMayReachItsLimit(long rejected, GateVerdict verdict) {
        GateCheck check = check(GateCheck.REJECT_RATE, tally(1000, rejected), OptionalLong.empty());

        assertThat(check).isEqualTo(new GateCheck("reject_rate", rejected / 1000.0, 0.10, verdict));
    }

    @ParameterizedTest
    @CsvSource({"1000, PASSED", "1250, PASSED", "1251, FAILED", "5000, FAILED", "500, PASSED"})
    void rowsMayFallToTheirLimit(long last, GateVerdict verdict) {
        GateCheck check = check(GateCheck.ROWS_OF_LAST_RUN, tally(1000, 0), OptionalLong.of(last));

        assertThat(check).isEqualTo(new GateCheck("rows_of_last_run", 1000.0 / last, 0.80, verdict));
    }

    @Test
    void firstRunHasNothingToCompareWith() {
        assertThat(check(GateCheck.ROWS_OF_LAST_RUN, tally(1000, 0), OptionalLong.empty())
                        .verdict())
                .isEqualTo(GateVerdict.NOT_APPLICABLE);
        assertThat(Gate.ofPlan(SETTINGS, 0, 0))
                .containsExactly(new GateCheck("delete_rate", 0, 0.05, GateVerdict.NOT_APPLICABLE));
    }

    @ParameterizedTest
    @CsvSource({"0, PASSED", "50, PASSED", "51, FAILED", "1000, FAILED"})
    void deletesMayReachTheirLimit(long deletes, GateVerdict verdict) {
        assertThat(Gate.ofPlan(SETTINGS, deletes, 1000))
                .containsExactly(new GateCheck("delete_rate", deletes / 1000.0, 0.05, verdict));
    }

    @Test
    void emptyExtractNeverPassesWhateverTheOperatorSays() {
        for (QualityTally tally : List.of(QualityTally.EMPTY, tally(1000, 1000))) {
            List<GateCheck> checks = Gate.ofExtract(new GateSettings(1, 0, 1), tally, OptionalLong.empty()).stream()
                    .map(GateCheck::acceptedByOperator)
                    .toList();

            assertThat(Gate.isOpen(checks)).isFalse();
            assertThat(checks).contains(new GateCheck("empty_extract", 0, 1, GateVerdict.FAILED));
        }
    }

    @Test
    void operatorAnswersForFailuresOnly() {
        List<GateCheck> checks = Gate.ofExtract(SETTINGS, tally(1000, 200), OptionalLong.of(1000));

        List<GateCheck> accepted =
                checks.stream().map(GateCheck::acceptedByOperator).toList();

        assertThat(Gate.isOpen(checks)).isFalse();
        assertThat(Gate.isOpen(accepted)).isTrue();
        assertThat(accepted)
                .extracting(GateCheck::verdict)
                .containsExactly(GateVerdict.PASSED, GateVerdict.ACCEPTED_BY_OPERATOR, GateVerdict.PASSED);
    }

    @Property
    void moreRejectedRowsNeverOpenTheGate(
            @ForAll @LongRange(min = 1, max = 1_000_000) long read,
            @ForAll @LongRange(min = 0, max = 999_999) long rejected) {
        long some = rejected % read;

        boolean openAtMore = Gate.isOpen(Gate.ofExtract(SETTINGS, tally(read, some), OptionalLong.empty()));
        boolean openAtLess = Gate.isOpen(Gate.ofExtract(SETTINGS, tally(read, some / 2), OptionalLong.empty()));

        assertThat(!openAtMore || openAtLess).isTrue();
    }

    @Test
    void checkIsJsonAsTheContractShowsIt() {
        GateCheck check = new GateCheck("reject_rate", 0.03, 0.10, GateVerdict.ACCEPTED_BY_OPERATOR);

        String json = JsonMapper.shared().writeValueAsString(check);

        assertThat(json)
                .isEqualTo(
                        "{\"id\":\"reject_rate\",\"value\":0.03,\"limit\":0.1,\"verdict\":\"accepted_by_operator\"}");
        assertThat(JsonMapper.shared().readValue(json, GateCheck.class)).isEqualTo(check);
    }

    private static GateCheck check(String id, QualityTally tally, OptionalLong last) {
        return Gate.ofExtract(SETTINGS, tally, last).stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static QualityTally tally(long read, long rejected) {
        return new QualityTally(read, read - rejected, 0, rejected, Map.of(), Map.of(), Map.of());
    }
}
