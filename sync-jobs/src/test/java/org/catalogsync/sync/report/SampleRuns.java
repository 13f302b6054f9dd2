package org.catalogsync.sync.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.quality.gate.GateCheck;
import org.catalogsync.quality.gate.GateVerdict;
import org.catalogsync.quality.tally.Example;
import org.catalogsync.sync.batch.JobRunner.StepTime;
import org.catalogsync.sync.reconcile.Difference;
import org.catalogsync.sync.reconcile.Difference.Kind;
import org.catalogsync.sync.report.RunSummary.EmbeddingCounts;
import org.catalogsync.sync.report.RunSummary.PlanCounts;
import org.catalogsync.sync.report.RunSummary.ReconcileCounts;
import org.catalogsync.sync.report.RunSummary.Rows;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.run.Retried;
import org.catalogsync.sync.run.RunStatus;
import org.catalogsync.sync.run.Runs.Acceptance;
import org.jspecify.annotations.Nullable;

/** One run for every way in which a night can go. */
final class SampleRuns {
    static final Map<String, List<Example>> EXAMPLES = examples();

    private static final Instant STARTED = Instant.parse("2026-03-01T17:30:05.123Z");
    private static final Rows ROWS = new Rows(
            60_000,
            57_420,
            601,
            1_979,
            inOrder(
                    Map.entry("column_count", 110L),
                    Map.entry("isbn_format", 172L),
                    Map.entry("isbn_check_digit", 590L),
                    Map.entry("title_missing", 235L),
                    Map.entry("title_too_long", 121L),
                    Map.entry("quantity_missing", 159L),
                    Map.entry("quantity_not_a_number", 185L),
                    Map.entry("quantity_negative", 295L),
                    Map.entry("warehouse_missing", 112L)),
            inOrder(
                    Map.entry("price_unreadable", 41L),
                    Map.entry("eta_unreadable", 3L),
                    Map.entry("status_disagrees", 1_204L),
                    Map.entry("private_use_character", 7L)));
    private static final Rows NO_ROWS = new Rows(0, 0, 0, 0, Map.of(), Map.of());
    private static final PlanCounts PLAN = new PlanCounts(25, 100, 40, 57_290, 5, 1_811);
    private static final PlanCounts NO_PLAN = new PlanCounts(0, 0, 0, 0, 0, 0);
    private static final ReconcileCounts EQUAL =
            new ReconcileCounts(57_420, 59_226, 59_226, 0, 0, 0, 1_816, true, List.of(), List.of(), 0, null);
    private static final ReconcileCounts NOT_COMPARED =
            new ReconcileCounts(0, 0, 0, 0, 0, 0, 0, false, List.of(), List.of(), 0, null);
    private static final List<StepTime> STEPS = List.of(
            new StepTime("extract", 1.42, 60_000),
            new StepTime("transform", 2.9, 60_000),
            new StepTime("validate", 1.1, 58_021),
            new StepTime("gate", 0.021, 60_000),
            new StepTime("snapshot", 3.61, 59_241),
            new StepTime("plan", 1.7, 57_420),
            new StepTime("guard", 0.018, 59_266),
            new StepTime("load", 0.31, 165),
            new StepTime("register", 0.44, 0),
            new StepTime("reindex", 68.2, 59_226),
            new StepTime("reconcile", 7.9, 59_226),
            new StepTime("publish", 0.52, 165));
    private static final List<GateCheck> OF_EXTRACT = List.of(
            new GateCheck("empty_extract", 57_420, 1, GateVerdict.PASSED),
            new GateCheck("reject_rate", 1_979.0 / 60_000, 0.10, GateVerdict.PASSED),
            new GateCheck("rows_of_last_run", 0.9987, 0.80, GateVerdict.PASSED));
    private static final List<GateCheck> ALL_PASSED =
            plus(OF_EXTRACT, new GateCheck("delete_rate", 40.0 / 59_241, 0.05, GateVerdict.PASSED));
    private static final Map<String, String> ENDPOINTS = inOrder(
            Map.entry("dynamodb", "http://127.0.0.1:8000"),
            Map.entry("opensearch", "http://127.0.0.1:9200"),
            Map.entry("s3", "http://127.0.0.1:9090"),
            Map.entry("redis", "redis://127.0.0.1:6379"));

    private static final Map<String, Retried> NEVER_WAITED = inOrder(
            Map.entry("dynamodb", Retried.NEVER),
            Map.entry("s3", Retried.NEVER),
            Map.entry("opensearch", Retried.NEVER),
            Map.entry("bedrock", Retried.NEVER),
            Map.entry("eventbridge", Retried.NEVER),
            Map.entry("redis", Retried.NEVER),
            Map.entry("sqs", Retried.NEVER));

    private SampleRuns() {}

    /** All of them, by a name for the eye. */
    static Map<String, RunSummary> all() {
        Map<String, RunSummary> all = new LinkedHashMap<>();
        all.put("completed", completed());
        all.put("first-and-clean", firstAndClean());
        all.put("dry-run", dryRun());
        all.put("gated", gated());
        all.put("gated-empty", gatedEmpty());
        all.put("accepted", accepted());
        all.put("differences", differences());
        all.put("store-unavailable", storeUnavailable());
        all.put("unusable-input", unusableInput());
        all.put("nothing-reached", nothingReached());
        all.put("stopped", stopped());
        all.put("running", running());
        return all;
    }

    static RunSummary completed() {
        return draft().summary();
    }

    static RunSummary firstAndClean() {
        Draft draft = draft();
        draft.basis = "declared";
        draft.rows = new Rows(20_000, 20_000, 0, 0, Map.of(), Map.of());
        draft.plan = new PlanCounts(20_000, 0, 0, 0, 0, 0);
        draft.embeddings = new EmbeddingCounts(19_874, 126);
        draft.reconcile = new ReconcileCounts(20_000, 20_000, 20_000, 0, 0, 0, 0, true, List.of(), List.of(), 0, null);
        draft.gate = List.of(
                new GateCheck("empty_extract", 20_000, 1, GateVerdict.PASSED),
                new GateCheck("reject_rate", 0, 0.10, GateVerdict.PASSED),
                new GateCheck("rows_of_last_run", 0, 0.80, GateVerdict.NOT_APPLICABLE),
                new GateCheck("delete_rate", 0, 0.05, GateVerdict.NOT_APPLICABLE));
        return draft.summary();
    }

    static RunSummary dryRun() {
        Draft draft = draft().endedAfter("guard");
        draft.dryRun = true;
        draft.basis = "given";
        return draft.summary();
    }

    /** The plan would delete a fifth of the catalogue. */
    static RunSummary gated() {
        Draft draft = draft().endedAfter("guard");
        draft.status = RunStatus.GATED;
        draft.plan = new PlanCounts(25, 100, 11_848, 45_477, 5, 1_811);
        draft.gate = plus(OF_EXTRACT, new GateCheck("delete_rate", 11_848.0 / 59_241, 0.05, GateVerdict.FAILED));
        draft.error = new ErrorReport(
                "gate_stopped",
                "the gate stopped the run before the first write",
                "delete_rate",
                "values within their limits, or an operator's reason (restart RUN --accept-gate \"reason\")",
                "delete_rate is 0.2000, limit 0.05000");
        return draft.summary();
    }

    static RunSummary gatedEmpty() {
        Draft draft = draft().endedAfter("gate");
        draft.status = RunStatus.GATED;
        draft.rows = new Rows(110, 0, 0, 110, Map.of("column_count", 110L), Map.of());
        draft.gate = List.of(
                new GateCheck("empty_extract", 0, 1, GateVerdict.FAILED),
                new GateCheck("reject_rate", 1, 0.10, GateVerdict.FAILED),
                new GateCheck("rows_of_last_run", 110.0 / 60_000, 0.80, GateVerdict.FAILED));
        draft.error = new ErrorReport(
                "gate_stopped",
                "the gate stopped the run before the first write",
                "empty_extract",
                "values within their limits",
                "empty_extract is 0.000, limit 1.000; reject_rate is 1.000, limit 0.1000");
        return draft.summary();
    }

    static RunSummary accepted() {
        Draft draft = draft();
        draft.gate = plus(OF_EXTRACT, new GateCheck("delete_rate", 0.2, 0.05, GateVerdict.ACCEPTED_BY_OPERATOR));
        draft.acceptances = List.of(
                new Acceptance(Instant.parse("2026-03-01T18:12:44Z"), "k.tanaka", "絶版タイトルの一括整理（在庫管理部 #4412 で承認済み）"));
        return draft.summary();
    }

    static RunSummary differences() {
        Draft draft = draft().endedAfter("reconcile");
        draft.status = RunStatus.FAILED;
        List<Difference> listed = new ArrayList<>();
        listed.add(
                new Difference("9784088725093", "dynamodb", "title", Kind.DIVERGED, "海風の子どもたち 第12巻", "海風の子供たち 第１２巻"));
        listed.add(new Difference("9784063842760", "dynamodb", "quantity_available", Kind.DIVERGED, "14", "3"));
        listed.add(new Difference("9784091234568", "opensearch", null, Kind.MISSING, "星ふる夜のパン屋さん（３）", null));
        listed.add(new Difference("9784592123453", "opensearch", null, Kind.UNEXPECTED, null, "銀河喫茶ポラリス 7"));
        listed.add(new Difference("9784757512344", "dynamodb", "restock_eta_days", Kind.DIVERGED, null, "5"));
        for (int i = 0; i < 335; i++) {
            listed.add(new Difference(
                    String.format("97840887%05d", i), "opensearch", "price_jpy", Kind.DIVERGED, "528", "480"));
        }
        draft.reconcile =
                new ReconcileCounts(57_420, 59_226, 59_226, 1, 1, 338, 1_816, false, listed, List.of(), 0, null);
        draft.error = new ErrorReport(
                "stores_differ",
                "reconciliation found differences; the new generation stays invisible",
                null,
                "equal content in extract, product table and generation",
                "1 missing, 1 unexpected, 338 diverged");
        return draft.summary();
    }

    static RunSummary storeUnavailable() {
        Draft draft = draft().endedAfter("reindex");
        draft.status = RunStatus.FAILED;
        draft.embeddings = new EmbeddingCounts(12, 31_402);
        draft.retried = new LinkedHashMap<>(NEVER_WAITED);
        draft.retried.put("dynamodb", new Retried(1_204, 0, 2, 31));
        draft.retried.put("opensearch", new Retried(0, 1, 57, 0));
        draft.error = new ErrorReport(
                "store_unavailable",
                "OpenSearch did not answer for 120 s; the run can be restarted",
                null,
                null,
                "java.net.ConnectException: Connection refused (127.0.0.1:9200)");
        return draft.summary();
    }

    static RunSummary unusableInput() {
        Draft draft = draft().endedAfter("extract");
        draft.status = RunStatus.FAILED;
        draft.watermark = null;
        draft.basis = null;
        draft.error = new ErrorReport(
                "schema_drift",
                "the columns are not the declared ones: column 3 does not look like ISBN",
                "LOAD00000001.csv:1",
                "ISBN (13 digits, or 10 with a check digit) in column 3",
                "97 of 1,000 rows do, such as '海風の子どもたち 第12巻'");
        return draft.summary();
    }

    static RunSummary nothingReached() {
        Draft draft = draft().endedAfter("");
        draft.status = RunStatus.FAILED;
        draft.watermark = null;
        draft.basis = null;
        draft.error = new ErrorReport(
                "failed",
                "the job repository cannot be reached; the run can be restarted",
                null,
                null,
                "java.sql.SQLException");
        return draft.summary();
    }

    static RunSummary stopped() {
        Draft draft = draft().endedAfter("load");
        draft.status = RunStatus.STOPPED;
        draft.basis = "given";
        return draft.summary();
    }

    static RunSummary running() {
        Draft draft = draft().endedAfter("plan");
        draft.status = RunStatus.RUNNING;
        draft.endedAt = null;
        return draft.summary();
    }

    static Draft draft() {
        return new Draft();
    }

    /** A run that went all the way, to be altered. */
    static final class Draft {
        RunStatus status = RunStatus.COMPLETED;
        String source = "files:/exports/tonight";
        boolean dryRun;

        @Nullable
        Instant endedAt = STARTED.plusMillis(107_400);

        @Nullable
        Instant watermark = Instant.parse("2026-02-28T17:04:00Z");

        @Nullable
        String basis = "assumed";

        Rows rows = ROWS;
        PlanCounts plan = PLAN;
        EmbeddingCounts embeddings = new EmbeddingCounts(25, 59_201);
        ReconcileCounts reconcile = EQUAL;
        List<GateCheck> gate = ALL_PASSED;
        List<Acceptance> acceptances = List.of();

        @Nullable
        ErrorReport error;

        @Nullable
        String generation = "manga-catalog-000000000012";

        Map<String, Retried> retried = NEVER_WAITED;
        List<StepTime> steps = STEPS;
        Map<String, String> endpoints = ENDPOINTS;

        /** The same run, ended in this step: later steps left nothing. */
        Draft endedAfter(String last) {
            List<String> names = STEPS.stream().map(StepTime::name).toList();
            steps = STEPS.subList(0, names.indexOf(last) + 1);
            boolean counted = names.indexOf("gate") < steps.size();
            boolean planned = names.indexOf("guard") < steps.size();
            rows = counted ? rows : NO_ROWS;
            plan = planned ? plan : NO_PLAN;
            gate = planned ? ALL_PASSED : counted ? OF_EXTRACT : List.of();
            generation = names.indexOf("register") < steps.size() ? generation : null;
            embeddings = names.indexOf("reindex") < steps.size() ? embeddings : new EmbeddingCounts(0, 0);
            reconcile = NOT_COMPARED;
            return this;
        }

        RunSummary summary() {
            return new RunSummary(
                    12,
                    status,
                    source,
                    dryRun,
                    STARTED,
                    endedAt,
                    watermark,
                    basis,
                    rows,
                    plan,
                    embeddings,
                    reconcile,
                    retried,
                    gate,
                    acceptances,
                    error,
                    generation,
                    null,
                    Map.of(),
                    "ok",
                    steps,
                    endpoints,
                    "var/reports/12/index.html",
                    plan.held(),
                    0,
                    List.of());
        }
    }

    private static Map<String, List<Example>> examples() {
        Map<String, List<Example>> examples = new LinkedHashMap<>();
        examples.put(
                "isbn_check_digit",
                List.of(
                        new Example("LOAD00000001.csv", 418, "ISBN", "978-4-08-872509-4", "check digit 3"),
                        new Example("LOAD00000001.csv", 20_977, "ISBN", "９７８４０６３８４２７６１", "check digit 0"),
                        new Example("LOAD00000002.csv", 7, "ISBN", "4088725096 ", "check digit X")));
        examples.put(
                "column_count",
                List.of(new Example("LOAD00000002.csv", 1_033, "", "13 columns", "12 columns, as declared")));
        examples.put(
                "title_too_long",
                List.of(new Example(
                        "LOAD00000003.csv",
                        59_001,
                        "TITLE",
                        "転生したら書店の在庫管理システムだった件について".repeat(3) + "…",
                        "at most 500 characters")));
        examples.put("quantity_missing", List.of(new Example("LOAD00000001.csv", 12, "QTY", "", "a number")));
        examples.put(
                "quantity_not_a_number",
                List.of(new Example("LOAD00000001.csv", 93, "QTY", "在庫切れ", "a whole number such as 1,204 or １２")));
        examples.put(
                "private_use_character",
                List.of(new Example(
                        "LOAD00000001.csv", 5_120, "AUTHOR", "\uE012田 一郎", "characters that Unicode names")));
        examples.put(
                "status_disagrees",
                List.of(new Example("LOAD00000001.csv", 2, "STATUS", "01", "a code that fits quantity 0")));
        return examples;
    }

    @SafeVarargs
    private static <V> Map<String, V> inOrder(Map.Entry<String, V>... entries) {
        Map<String, V> map = new LinkedHashMap<>();
        for (Map.Entry<String, V> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }
}
