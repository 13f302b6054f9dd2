package org.catalogsync.cdc.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.catalogsync.cdc.doctor.Finding.Verdict;
import org.catalogsync.cdc.doctor.Requirement.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SettingsChecksTest {
    private static final SettingsChecks CHECKS = new SettingsChecks("manga-cdc", List.of("PRODUCTS"));

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongInAGoodTask() {
        List<Finding> findings = judge(new Printed().files(folder, "erp-cdc"));

        assertThat(findings).hasSizeGreaterThan(12).allMatch(finding -> finding.verdict() == Verdict.OK);
        assertThat(new Diagnosis(findings).isSound()).isTrue();
    }

    @Test
    void readsAConfigOfServerlessAsATask() {
        Path config = new Printed().config(folder);

        assertThat(judge(List.of(config)))
                .allMatch(finding -> finding.verdict() == Verdict.OK)
                .extracting(Finding::subject)
                .contains("task erp-serverless", "task erp-serverless, table PRODUCTS");
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                spoilt(
                        Requirement.STREAM,
                        "other",
                        p -> p.kinesis().put("StreamArn", "arn:aws:kinesis:x:1:stream/other")),
                spoilt(Requirement.MESSAGE_FORMAT, "parquet", p -> p.kinesis().put("MessageFormat", "parquet")),
                spoilt(
                        Requirement.TRANSACTION_DETAILS,
                        "false",
                        p -> p.kinesis().put("IncludeTransactionDetails", false)),
                spoilt(
                        Requirement.NULLS,
                        "false (the default)",
                        p -> p.kinesis().remove("IncludeNullAndEmpty")),
                spoilt(
                        Requirement.TABLE_ALTERATIONS,
                        "false",
                        p -> p.kinesis().put("IncludeTableAlterOperations", false)),
                spoilt(Requirement.CONTROL_DETAILS, "false", p -> p.kinesis().put("IncludeControlDetails", false)),
                spoilt(
                        Requirement.BEFORE_IMAGE,
                        "EnableBeforeImage false",
                        p -> p.setting("BeforeImageSettings").put("EnableBeforeImage", false)),
                spoilt(
                        Requirement.BEFORE_IMAGE,
                        "EnableBeforeImage false",
                        p -> p.settings.putNull("BeforeImageSettings")),
                spoilt(
                        Requirement.BEFORE_IMAGE,
                        "FieldName old, ColumnFilter all",
                        p -> p.setting("BeforeImageSettings").put("FieldName", "old")),
                spoilt(
                        Requirement.BEFORE_IMAGE,
                        "FieldName before-image, ColumnFilter pk-only",
                        p -> p.setting("BeforeImageSettings").remove("ColumnFilter")),
                spoilt(Requirement.MIGRATION_TYPE, "full-load", p -> p.type = "full-load"),
                spoilt(
                        Requirement.MIGRATION_TYPE,
                        "StopTaskCachedChangesApplied true",
                        p -> p.setting("FullLoadSettings").put("StopTaskCachedChangesApplied", true)),
                spoilt(Requirement.SELECTION, "exclude", p -> p.rule(0).put("rule-action", "exclude")),
                spoilt(Requirement.SELECTION, "no rule", p -> p.mappings.putArray("rules")),
                spoilt(Requirement.PARTITION_KEY, "schema-table", p -> p.rule(1).remove("mapping-parameters")),
                spoilt(
                        Requirement.PARALLEL_APPLY,
                        "8, ParallelApplyQueuesPerThread 4",
                        p -> p.setting("TargetMetadata")
                                .put("ParallelApplyThreads", 8)
                                .put("ParallelApplyQueuesPerThread", 4)),
                spoilt(
                        Requirement.DDL,
                        "HandleSourceTableAltered false",
                        p -> p.setting("ChangeProcessingDdlHandlingPolicy").put("HandleSourceTableAltered", false)),
                spoilt(
                        Requirement.DATA_ERRORS,
                        "IGNORE_RECORD",
                        p -> p.setting("ErrorBehavior").put("DataErrorPolicy", "IGNORE_RECORD")),
                spoilt(
                        Requirement.CHARACTERS,
                        "1 of them",
                        p -> p.settings
                                .putObject("CharacterSetSettings")
                                .putArray("CharacterReplacements")
                                .addObject()),
                spoilt(
                        Requirement.VALIDATION,
                        "EnableValidation true",
                        p -> p.setting("ValidationSettings").put("EnableValidation", true)));
    }

    private static Arguments spoilt(Requirement requirement, String found, Consumer<Printed> spoil) {
        return arguments(requirement, found, spoil);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("spoilt")
    void tellsAWrongSettingWithWhatItCosts(Requirement requirement, String found, Consumer<Printed> spoil) {
        Printed printed = new Printed();
        spoil.accept(printed);

        List<Finding> findings = judge(printed.files(folder, "erp-cdc"));

        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.WRONG)
                .extracting(Finding::requirement)
                .contains(requirement);
        Finding wrong = findings.stream()
                .filter(finding -> finding.requirement() == requirement)
                .findFirst()
                .orElseThrow();
        assertThat(wrong.found()).contains(found);
        assertThat(wrong.isBrokenMust()).isEqualTo(requirement.severity() == Severity.MUST);
        assertThat(new Diagnosis(findings).lines())
                .anyMatch(line -> line.startsWith("wrong") && line.contains(requirement.label()))
                .contains("            without it: " + requirement.consequence());
    }

    @Test
    void tellsEachTaskByItsName() {
        Printed bad = new Printed();
        bad.type = "full-load";
        List<Path> files = new ArrayList<>(new Printed().files(folder, "good"));
        files.addAll(bad.files(folder, "bad"));

        assertThat(judge(files))
                .filteredOn(finding -> finding.requirement() == Requirement.MIGRATION_TYPE)
                .extracting(Finding::subject, Finding::verdict)
                .containsExactly(tuple("task good", Verdict.OK), tuple("task bad", Verdict.WRONG));
    }

    @Test
    void takesThePrimaryKeyForGivenWhereDmsAppliesInParallel() {
        Printed printed = new Printed();
        printed.setting("TargetMetadata").put("ParallelApplyThreads", 2);
        printed.rule(1).remove("mapping-parameters");

        assertThat(judge(printed.files(folder, "erp-cdc")))
                .filteredOn(finding -> finding.requirement() == Requirement.PARTITION_KEY)
                .extracting(Finding::verdict)
                .containsExactly(Verdict.OK);
    }

    @ParameterizedTest
    @CsvSource({"archive, PRODUCTS, OK", "erp, PRODUCTS, WRONG", "%, PROD%, WRONG", "erp, ORDERS, OK", "%, %_OLD, OK"})
    void mindsAnExclusionThatTakesAllOfWhatIsIncluded(String schema, String table, Verdict verdict) {
        Printed printed = new Printed();
        ObjectNode exclusion = printed.rule(0).deepCopy().put("rule-action", "exclude");
        exclusion.putObject("object-locator").put("schema-name", schema).put("table-name", table);
        ((ArrayNode) printed.mappings.path("rules")).add(exclusion);

        assertThat(judge(printed.files(folder, "erp-cdc")))
                .filteredOn(finding -> finding.requirement() == Requirement.SELECTION)
                .extracting(Finding::verdict)
                .containsExactly(verdict);
    }

    @Test
    void passesOverATaskThatFeedsAnotherStream() {
        Printed elsewhere = new Printed();
        elsewhere.kinesis().put("StreamArn", "arn:aws:kinesis:x:1:stream/other-manga-cdc");

        assertThat(judge(elsewhere.files(folder, "erp-cdc")))
                .extracting(Finding::requirement)
                .containsExactly(Requirement.STREAM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "not json|no JSON",
                "``|found nothing",
                "[]|found []",
                "{}|found {}",
                "\"text\"|found \"text\"",
                "{\"Streams\": []}|found {\"Streams\":[]}",
                "{\"Endpoints\": 3}|Endpoints: expected a list, found 3",
                "{\"ReplicationTasks\": [{}]}|ReplicationTasks[0].ReplicationTaskSettings: expected a JSON object",
                "{\"ReplicationTasks\": [{\"ReplicationTaskSettings\": \"{\"}]}|no JSON",
            })
    void refusesAFileThatAwsDidNotPrint(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("odd.json"), content);

        assertThatThrownBy(() -> judge(List.of(file)))
                .isInstanceOf(UnreadableSettings.class)
                .hasMessageContaining("odd.json")
                .hasMessageContaining("expected")
                .hasMessageContaining(message);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> judge(List.of(folder.resolve("nowhere.json"))))
                .isInstanceOf(UnreadableSettings.class)
                .hasMessageContaining("nowhere.json: expected a readable file");
    }

    private static List<Finding> judge(List<Path> files) {
        return CHECKS.judge(DmsSettings.read(files));
    }
}
