package org.catalogsync.cdc.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.cdc.decode.PositionFormat;
import org.catalogsync.cdc.doctor.Finding.Verdict;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RecordChecksTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final List<String> ISBNS = SyntheticKeys.isbns(3);
    private static final RecordChecks CHECKS = checks(PositionFormat.AUTO);

    private static RecordChecks checks(PositionFormat positions) {
        Map<String, @Nullable Object> row = Dms.row(ISBNS.getFirst(), "巻", 1);
        return new RecordChecks(
                Rig.decoder(positions),
                new RecordChecks.Expected(
                        List.of("PRODUCTS"),
                        row.keySet(),
                        "ISBN",
                        positions != PositionFormat.NONE,
                        Duration.ofMinutes(5)));
    }

    @Test
    void findsNothingWrongInGoodRecords() {
        assertThat(CHECKS.judge(sample(UnaryOperator.identity()))).allMatch(f -> f.verdict() == Verdict.OK);
    }

    @Test
    void judgesNothingWithoutRecords() {
        List<Finding> findings = CHECKS.judge(List.of());

        assertThat(findings).allMatch(finding -> finding.verdict() == Verdict.NOT_JUDGED);
        assertThat(new Diagnosis(findings).isSound()).isTrue();
    }

    @Test
    void judgesNoRowsOfOtherTables() {
        List<Sampled> others = sample(record -> {
            ((ObjectNode) record.path("metadata")).put("table-name", "ORDERS");
            return record;
        });

        assertThat(CHECKS.judge(others))
                .filteredOn(finding -> finding.verdict() != Verdict.NOT_JUDGED)
                .extracting(Finding::requirement)
                .containsExactlyInAnyOrder(Requirement.MESSAGE_FORMAT, Requirement.READABLE);
    }

    @Test
    void missesTransactionDetails() {
        Finding finding = only(Requirement.TRANSACTION_DETAILS, sample(record -> {
            ((ObjectNode) record.path("metadata")).remove(List.of("stream-position", "commit-timestamp"));
            return record;
        }));

        assertThat(finding.isBrokenMust()).isTrue();
        assertThat(finding.found()).contains("9 of 9 changes lack").contains("last at 2026");
    }

    @Test
    void missesBeforeImages() {
        assertThat(only(Requirement.BEFORE_IMAGE, sample(record -> {
                            record.remove("before-image");
                            return record;
                        }))
                        .found())
                .contains("6 of 6 updates lack a before-image");
    }

    @Test
    void missesTheColumnsOfABeforeImageThatHasOnlyTheKey() {
        assertThat(only(Requirement.BEFORE_IMAGE, sample(record -> {
                            if (record.has("before-image")) {
                                ((ObjectNode) record.path("before-image")).retain("ISBN");
                            }
                            return record;
                        }))
                        .isBrokenMust())
                .isTrue();
    }

    @Test
    void missesNullsThatAreLeftOut() {
        List<Finding> findings = CHECKS.judge(sample(record -> {
            ObjectNode data = (ObjectNode) record.path("data");
            data.remove(List.of("TITLE_KANA", "RESTOCK_ETA_DAYS"));
            return record;
        }));

        assertThat(of(Requirement.NULLS, findings).found())
                .contains("3 of 3 inserts lack restock_eta_days, title_kana");
        assertThat(of(Requirement.WHOLE_ROWS, findings).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    }

    @Test
    void missesColumnsOfUpdatesThatCarryOnlyWhatChanged() {
        List<Finding> findings = CHECKS.judge(sample(record -> {
            if (record.at("/metadata/operation").asString().equals("update")) {
                ((ObjectNode) record.path("data")).retain("ISBN", "QTY");
            }
            return record;
        }));

        assertThat(of(Requirement.NULLS, findings).verdict()).isEqualTo(Verdict.OK);
        assertThat(of(Requirement.WHOLE_ROWS, findings).isBrokenMust()).isTrue();
    }

    @Test
    void missesKeysOfRowsWhereTheTableIsThePartitionKey() {
        List<Sampled> oneKey = sample(UnaryOperator.identity()).stream()
                .map(record -> new Sampled("erp.PRODUCTS", record.data(), record.arrived()))
                .toList();

        Finding finding = only(Requirement.PARTITION_KEY, oneKey);
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.found()).isEqualTo("3 rows, 1 partition keys");
    }

    @Test
    void missesOneKeyForOneRow() {
        int[] number = {0};
        List<Sampled> random = sample(UnaryOperator.identity()).stream()
                .map(record -> new Sampled("tx" + number[0]++, record.data(), record.arrived()))
                .toList();

        assertThat(only(Requirement.PARTITION_KEY, random).found()).contains("3 rows with several");
    }

    @Test
    void tellsPositionsOfNoKnownForm() {
        List<Sampled> odd = sample(record -> {
            ((ObjectNode) record.path("metadata")).put("stream-position", "somewhere");
            return record;
        });

        assertThat(only(Requirement.POSITIONS, odd).found()).contains("9 of 9 not, such as 'somewhere'");
        assertThat(of(Requirement.POSITIONS, checks(PositionFormat.NONE).judge(odd))
                        .verdict())
                .isEqualTo(Verdict.NOT_JUDGED);
    }

    @Test
    void tellsAClockThatIsAhead() {
        Finding finding = only(Requirement.CLOCK, sample(record -> {
            ((ObjectNode) record.path("metadata"))
                    .put("commit-timestamp", NOW.plusSeconds(3_600).toString());
            return record;
        }));

        assertThat(finding.isBrokenMust()).isTrue();
        assertThat(finding.found()).isEqualTo("ahead by up to PT1H");
    }

    @Test
    void oneUnreadableRecordIsNotTheFormatsFault() {
        List<Sampled> sample = new ArrayList<>(sample(UnaryOperator.identity()));
        sample.add(new Sampled("x", "{\"data\":".getBytes(StandardCharsets.UTF_8), NOW));

        List<Finding> findings = CHECKS.judge(sample);

        assertThat(of(Requirement.READABLE, findings).found()).contains("bad_json");
        assertThat(of(Requirement.MESSAGE_FORMAT, findings).verdict()).isEqualTo(Verdict.OK);
        assertThat(new Diagnosis(findings).isSound()).isTrue();
    }

    @Test
    void recordsThatAreNoJsonAreTheFormatsFault() {
        Sampled avro = new Sampled("x", "Obj\1avro".getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(only(Requirement.MESSAGE_FORMAT, List.of(avro)).isBrokenMust())
                .isTrue();
    }

    @Property(tries = 300)
    void neverThrowsForWhateverBytes(@ForAll byte[] bytes) {
        assertThat(CHECKS.judge(List.of(new Sampled("x", bytes, NOW)))).hasSize(9);
    }

    /** Three rows: of each an insert and two updates. */
    private static List<Sampled> sample(UnaryOperator<ObjectNode> change) {
        List<Sampled> sample = new ArrayList<>();
        long position = 100;
        for (String isbn : ISBNS) {
            for (int quantity = 0; quantity < 3; quantity++) {
                Dms record = Dms.change(quantity == 0 ? "insert" : "update", ++position, NOW)
                        .data(Dms.row(isbn, "試験 1", quantity));
                if (quantity > 0) {
                    record.before(Dms.row(isbn, "試験 1", quantity - 1));
                }
                ObjectNode json = change.apply((ObjectNode) JSON.readTree(record.bytes()));
                sample.add(new Sampled(isbn, JSON.writeValueAsBytes(json), NOW));
            }
        }
        return sample;
    }

    private static Finding only(Requirement requirement, List<Sampled> sample) {
        return of(requirement, CHECKS.judge(sample));
    }

    private static Finding of(Requirement requirement, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.requirement() == requirement)
                .findFirst()
                .orElseThrow();
    }
}
