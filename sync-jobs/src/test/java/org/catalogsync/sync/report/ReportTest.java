package org.catalogsync.sync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.catalogsync.quality.tally.Example;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.reconcile.Difference;
import org.catalogsync.sync.reconcile.Difference.Kind;
import org.catalogsync.sync.report.RunSummary.ReconcileCounts;
import org.catalogsync.sync.report.RunSummary.Rows;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.run.RunStatus;
import org.catalogsync.sync.run.Runs.Acceptance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ReportTest {
    /** Kept, so that a person can look at every kind of page. */
    private static final Path SAMPLES = Path.of("target", "report-samples");

    @TempDir
    Path folder;

    static Stream<Arguments> runs() {
        return SampleRuns.all().entrySet().stream().map(run -> Arguments.of(run.getKey(), run.getValue()));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void pageIsWellFormedAndSelfContained(String name, RunSummary run) throws Exception {
        RenderedPage page = write(SAMPLES.resolve(name), run);

        assertThat(page.texts(
                        "//script | //iframe | //img | //object | //embed | //form | //@*[starts-with(name(), 'on')]"))
                .isEmpty();
        assertThat(page.texts("//@src | //@srcset | //@action | //@data")).isEmpty();
        assertThat(page.texts("//@href"))
                .allMatch(href -> href.startsWith("#") || href.equals("report.json") || href.equals("data:,"));
        assertThat(page.texts("//style")).noneMatch(css -> css.contains("url(") || css.contains("@import"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void pageCanBeFoundOneWayAroundIn(String name, RunSummary run) throws Exception {
        RenderedPage page = write(folder, run);

        assertThat(page.texts("//h1")).hasSize(1);
        assertThat(page.texts("//th[not(@scope)]")).isEmpty();
        List<String> ids = page.texts("//@id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.texts("//@aria-labelledby")).isSubsetOf(ids);
        assertThat(page.texts("//a/@href[starts-with(., '#')]"))
                .allSatisfy(href -> assertThat(ids).contains(href.substring(1)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void sameRunGivesSameBytesInEveryLocaleAndZone(String name, RunSummary run) throws Exception {
        write(folder.resolve("here"), run);

        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            write(folder.resolve("there"), run);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }

        for (String file : List.of("index.html", "report.json")) {
            assertThat(folder.resolve("there").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("here").resolve(file));
        }
    }

    @Test
    void replacesAnEarlierReportAndLeavesNothingElse() throws Exception {
        write(folder, SampleRuns.gated());
        RenderedPage page = write(folder, SampleRuns.accepted());

        assertThat(page.texts("//h1")).containsExactly("✓ COMPLETED");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("index.html", "report.json");
        }
    }

    @Test
    void completedRunShowsTheEquationAndNothingToDo() throws Exception {
        RenderedPage page = write(folder, SampleRuns.completed());

        assertThat(page.texts("//p[@class='equation']"))
                .containsExactly("60,000 read = 57,420 accepted 95.7 % + 601 duplicates 1.0 % + 1,979 rejected 3.3 %");
        assertThat(page.section("next")).contains("Nothing to do.");
        assertThat(page.section("run")).contains("2026-03-01 17:30:05 UTC", "2026-03-02 02:30:05 Asia/Tokyo");
        assertThat(page.section("reconcile")).contains("✓ equal", "57,42059,22659,226");
        assertThat(page.section("steps"))
                .contains("reindex")
                .contains("1 min 08 s")
                .contains("868");
        assertThat(page.text()).doesNotContain("not reached", "NOT EQUAL");
    }

    @Test
    void assumedWatermarkStandsOut() throws Exception {
        RenderedPage assumed = write(folder, SampleRuns.completed());
        RenderedPage declared = write(folder, SampleRuns.firstAndClean());

        assertThat(assumed.texts("//*[@id='watermark']//*[contains(@class, 'warn')]"))
                .containsExactly("! assumed");
        assertThat(assumed.section("next")).contains("The watermark is assumed");
        assertThat(declared.texts("//*[@id='watermark']//*[contains(@class, 'warn')]"))
                .isEmpty();
        assertThat(declared.section("run")).contains("declared");
    }

    @Test
    void keysThatAreInOrderWithoutBeingEqualAreListed() throws Exception {
        SampleRuns.Draft draft = SampleRuns.draft();
        draft.reconcile = new ReconcileCounts(
                2, 2, 2, 0, 0, 0, 2, true, List.of(), List.of("9784088725093", "9784063842760"), 0, null);

        RenderedPage page = write(folder, draft.summary());

        assertThat(page.texts("//details[starts-with(summary, 'not comparable')]//code"))
                .containsExactly("9784088725093", "9784063842760");
        assertThat(page.texts("//details[starts-with(summary, 'held')]")).isEmpty();
        assertThat(page.texts("//dl/div[dt='held']/dd")).containsExactly("1,811");
        assertThat(page.texts("//dl/div[dt='drift']/dd")).containsExactly("0");
    }

    @Test
    void ruleShowsItsCountAndItsExamples() throws Exception {
        RenderedPage page = write(folder, SampleRuns.completed());

        assertThat(page.texts("//tr[th/code='isbn_check_digit']"))
                .containsExactly("isbn_check_digit the ISBN's check digit does not match 590 29.8 %"
                        .replace(" the", "the")
                        .replace("match 590 29", "match59029"));
        assertThat(page.texts("//details[summary/span='of isbn_check_digit']//tbody/tr[1]/*"))
                .containsExactly("LOAD00000001.csv:418", "ISBN", "978-4-08-872509-4", "check digit 3");
        assertThat(page.texts("//details[summary/span='of quantity_missing']//tbody/tr/*"))
                .containsExactly("LOAD00000001.csv:12", "QTY", "nothing", "a number");
        assertThat(page.text()).contains("⟨U+E012⟩田 一郎");
    }

    @Test
    void rowsThatDoNotAddUpAreDenounced() throws Exception {
        SampleRuns.Draft draft = SampleRuns.draft();
        draft.rows = new Rows(100, 90, 5, 4, Map.of(), Map.of());

        assertThat(write(folder, draft.summary()).section("rows")).contains("do not add up");
    }

    @Test
    void gatedRunSaysWhatFailedAndHowToLetItThrough() throws Exception {
        RenderedPage page = write(folder, SampleRuns.gated());

        assertThat(page.texts("//h1")).containsExactly("! GATED");
        assertThat(page.texts("//header"))
                .first()
                .asString()
                .contains("20.00 % of the live products would be deleted (at most 5 %)", "Nothing was written");
        assertThat(page.texts("//pre")).contains("./catalog-sync restart 12 --accept-gate \"reason\"");
        assertThat(page.texts("//tr[th/code='delete_rate']/td")).containsExactly("✗ failed", "20.00 %", "at most 5 %");
        assertThat(page.section("reconcile")).contains("Not compared. The run ended in guard, before reconcile.");
        assertThat(page.section("steps")).contains("! gated here", "– not reached");
    }

    @Test
    void nobodyIsOfferedToAcceptAnEmptyExtract() throws Exception {
        RenderedPage page = write(folder, SampleRuns.gatedEmpty());

        assertThat(page.texts("//pre")).noneMatch(command -> command.contains("--accept-gate"));
        assertThat(page.section("next")).contains("Nobody can let an empty extract through");
        assertThat(page.texts("//tr[th/code='delete_rate']/td")).containsExactly("– not reached", "–", "–");
    }

    @Test
    void acceptedGateShowsWhoWhenAndWhy() throws Exception {
        RenderedPage page = write(folder, SampleRuns.accepted());

        assertThat(page.section("gate"))
                .contains("! failed, accepted by operator")
                .contains("k.tanaka", "2026-03-01 18:12:44 UTC", "2026-03-02 03:12:44 Asia/Tokyo", "絶版タイトルの一括整理");
        assertThat(page.section("next")).contains("An operator let the run through a gate.");
    }

    @Test
    void dryRunSaysThatNothingWasWritten() throws Exception {
        RenderedPage page = write(folder, SampleRuns.dryRun());

        assertThat(page.texts("//h1")).containsExactly("✓ COMPLETED dry run");
        assertThat(page.texts("//header")).first().asString().contains("Nothing was written");
        assertThat(page.section("plan")).contains("165 keys would be written");
        assertThat(page.section("reconcile")).contains("A dry run ends before reconcile.");
        assertThat(page.section("steps")).contains("– not in a dry run");
        assertThat(page.texts("//pre"))
                .containsExactly(
                        "./catalog-sync nightly --source files:/exports/tonight --watermark 2026-02-28T17:04:00Z");
    }

    @Test
    void differencesAreListedUpToAHundred() throws Exception {
        RenderedPage page = write(folder, SampleRuns.differences());

        assertThat(page.section("reconcile"))
                .contains("✗ NOT EQUAL", "The first 100. 240 more are listed in report.json.");
        assertThat(page.texts("//section[@aria-labelledby='reconcile']//tbody/tr[th]"))
                .hasSize(100);
        assertThat(page.texts("//tr[th/code='9784088725093']/td"))
                .containsExactly("dynamodb", "title", "海風の子どもたち 第12巻", "海風の子供たち 第１２巻");
        assertThat(page.texts("//tr[th/code='9784091234568']/td"))
                .containsExactly("opensearch", "missing", "星ふる夜のパン屋さん（３）", "nothing");
        assertThat(page.texts("//header"))
                .first()
                .asString()
                .contains("Searches still answer from the generation before");
    }

    @Test
    void failureShowsItsErrorAndHowToGoOn() throws Exception {
        RenderedPage page = write(folder, SampleRuns.unusableInput());

        assertThat(page.texts("//h1")).containsExactly("✗ FAILED");
        assertThat(page.section("error"))
                .contains(
                        "column 3 does not look like ISBN",
                        "LOAD00000001.csv:1",
                        "13 digits",
                        "97 of 1,000 rows",
                        "schema_drift");
        assertThat(page.texts("//pre")).contains("./catalog-sync restart 12");
    }

    @Test
    void servicesThatMadeTheRunWaitAreCountedByReason() throws Exception {
        RenderedPage waited = write(folder, SampleRuns.storeUnavailable());
        RenderedPage never = write(folder, SampleRuns.completed());

        assertThat(waited.texts("//section[@aria-labelledby='retried']//tr[th='dynamodb']/td"))
                .containsExactly("1,204", "0", "2", "31");
        assertThat(waited.texts("//section[@aria-labelledby='retried']//tr[@class='none']/th"))
                .containsExactly("s3", "bedrock", "eventbridge", "redis", "sqs");
        assertThat(never.section("retried")).contains("No service made the run wait.");
    }

    @Test
    void stepsNotReachedShowNoZeros() throws Exception {
        for (RunSummary summary : List.of(SampleRuns.unusableInput(), SampleRuns.nothingReached())) {
            RenderedPage page = write(folder, summary);

            assertThat(page.section("rows"))
                    .startsWith("Rows Not counted. The run ended")
                    .doesNotContainPattern("\\d");
            assertThat(page.section("plan"))
                    .startsWith("Plan Not planned. The run ended")
                    .doesNotContainPattern("\\d");
            assertThat(page.section("reconcile"))
                    .startsWith("Reconcile Not compared. The run ended")
                    .doesNotContainPattern("\\d");
            assertThat(page.section("embeddings"))
                    .startsWith("Embeddings None. The run ended")
                    .doesNotContainPattern("\\d");
            assertThat(page.section("run")).contains("None was begun.");
            assertThat(page.texts("//tr[th[text()='publish']]/td")).containsExactly("– not reached", "–", "", "–", "–");
        }
    }

    @Test
    void stoppedRunCanGoOn() throws Exception {
        RenderedPage page = write(folder, SampleRuns.stopped());

        assertThat(page.texts("//h1")).containsExactly("■ STOPPED");
        assertThat(page.texts("//pre")).containsExactly("./catalog-sync restart 12");
        assertThat(page.section("steps")).contains("■ stopped here");
    }

    @Test
    void noValueBreaksOutOfItsPlace() throws Exception {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;{{run}}";
        SampleRuns.Draft draft = SampleRuns.draft();
        draft.status = RunStatus.FAILED;
        draft.source = hostile;
        draft.basis = hostile;
        draft.generation = hostile;
        draft.rows = new Rows(2, 0, 0, 2, Map.of("title_missing", 1L, hostile, 1L), Map.of());
        draft.error = new ErrorReport(hostile, hostile, hostile, hostile, hostile);
        draft.acceptances = List.of(new Acceptance(Instant.EPOCH, hostile, hostile));
        draft.endpoints = Map.of(hostile, hostile);
        draft.reconcile = new ReconcileCounts(
                1,
                1,
                1,
                0,
                0,
                1,
                0,
                false,
                List.of(new Difference(hostile, hostile, hostile, Kind.DIVERGED, hostile, hostile)),
                List.of(hostile),
                0,
                null);
        Map<String, List<Example>> examples =
                Map.of("title_missing", List.of(new Example(hostile, 1, hostile, hostile, hostile)));

        Report.write(folder, draft.summary(), examples, Json.mapper());
        String html = Files.readString(folder.resolve("index.html"));

        assertThat(html).doesNotContain("<script", "<img");
        RenderedPage page = RenderedPage.of(html);
        assertThat(new HashSet<>(page.texts("//dd/strong | //details//span[@class='seen'] | //blockquote")))
                .containsExactly(hostile);
    }

    @Test
    void jsonHasTheNumbersOfThePageInSnakeCase() throws Exception {
        RunSummary summary = SampleRuns.differences();
        write(folder, summary);

        JsonNode json = Json.mapper().readTree(Files.readString(folder.resolve("report.json")));

        assertThat(json.at("/status").asString()).isEqualTo("FAILED");
        assertThat(json.at("/rows/read").asLong()).isEqualTo(60_000);
        assertThat(json.at("/rows/rejected_by_rule/isbn_check_digit").asLong()).isEqualTo(590);
        assertThat(json.at("/reconcile/not_comparable").asLong()).isEqualTo(1_816);
        assertThat(json.at("/reconcile/differences")).hasSize(340);
        assertThat(json.at("/gate/0/verdict").asString()).isEqualTo("passed");
        assertThat(json.at("/started_at").asString()).isEqualTo("2026-03-01T17:30:05.123Z");
        assertThat(json.at("/examples/isbn_check_digit/0/found").asString()).isEqualTo("978-4-08-872509-4");
        assertThat(json.propertyNames()).allMatch(name -> name.matches("[a-z_]+"));
    }

    @Test
    void halfASurrogatePairDoesNotKeepTheReportFromBeingWritten() throws Exception {
        Map<String, List<Example>> examples =
                Map.of("title_missing", List.of(new Example("a.csv", 1, "TITLE", "half \uD83D", "a title")));
        SampleRuns.Draft draft = SampleRuns.draft();
        draft.rows = new Rows(1, 0, 0, 1, Map.of("title_missing", 1L), Map.of());

        Report.write(folder, draft.summary(), examples, Json.mapper());

        assertThat(Files.readString(folder.resolve("index.html"))).contains("half ⟨U+D83D⟩");
        assertThat(folder.resolve("report.json")).isNotEmptyFile();
    }

    private static RenderedPage write(Path folder, RunSummary summary) throws Exception {
        Report.write(folder, summary, SampleRuns.EXAMPLES, Json.mapper());
        return RenderedPage.of(Files.readString(folder.resolve("index.html")));
    }
}
