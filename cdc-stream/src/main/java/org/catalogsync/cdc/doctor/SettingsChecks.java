package org.catalogsync.cdc.doctor;

import static org.catalogsync.cdc.doctor.Requirement.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.cdc.doctor.DmsSettings.Endpoint;
import org.catalogsync.cdc.doctor.DmsSettings.Task;
import tools.jackson.databind.JsonNode;

/** Judges what AWS prints of DMS. Endpoints and tasks that feed other streams are passed over. */
public final class SettingsChecks {
    private final String stream;
    private final List<String> tables;

    /** @param tables the tables whose rows are products, in any schema */
    public SettingsChecks(String stream, List<String> tables) {
        this.stream = stream;
        this.tables = List.copyOf(tables);
    }

    public List<Finding> judge(DmsSettings settings) {
        List<Finding> findings = new ArrayList<>();
        List<Endpoint> ours =
                settings.endpoints().stream().filter(this::writesToStream).toList();
        if (!settings.endpoints().isEmpty()) {
            findings.add(stream(settings.endpoints(), ours));
        }
        ours.forEach(endpoint -> judge(endpoint, findings));
        Set<String> arns = ours.stream().map(Endpoint::arn).collect(Collectors.toSet());
        settings.tasks().stream()
                // Without the endpoints nothing tells which stream a task feeds.
                .filter(task -> settings.endpoints().isEmpty() || arns.contains(task.target()))
                .forEach(task -> judge(task, findings));
        return findings;
    }

    private boolean writesToStream(Endpoint endpoint) {
        return text(endpoint.settings(), "StreamArn", "").endsWith(":stream/" + stream);
    }

    private Finding stream(List<Endpoint> all, List<Endpoint> ours) {
        String found = all.stream()
                .map(endpoint -> endpoint.name() + " writes to " + text(endpoint.settings(), "StreamArn", "no stream"))
                .collect(Collectors.joining(", "));
        return Finding.of(STREAM, "stream " + stream, !ours.isEmpty(), found);
    }

    private static void judge(Endpoint endpoint, List<Finding> findings) {
        String subject = "endpoint " + endpoint.name();
        String format = text(endpoint.settings(), "MessageFormat", "json");
        // The API takes json-unformatted, and AWS' own texts write JSON_UNFORMATTED.
        String folded = format.toLowerCase(Locale.ROOT).replace('_', '-');
        findings.add(Finding.of(
                MESSAGE_FORMAT, subject, Set.of("json", "json-unformatted").contains(folded), format));
        for (Requirement flag : List.of(TRANSACTION_DETAILS, NULLS, TABLE_ALTERATIONS, CONTROL_DETAILS)) {
            boolean on = endpoint.settings().path(flag.label()).asBoolean(false);
            findings.add(Finding.of(flag, subject, on, flag(endpoint.settings(), flag.label(), false)));
        }
    }

    private void judge(Task task, List<Finding> findings) {
        String subject = "task " + task.name();
        TableRules rules = new TableRules(task.mappings());
        findings.add(migration(task, subject));
        for (String table : tables) {
            findings.add(selection(rules, table, subject + ", table " + table));
        }
        findings.add(beforeImage(task.settings().path("BeforeImageSettings"), rules, subject));
        int threads = task.settings()
                .path("TargetMetadata")
                .path("ParallelApplyThreads")
                .asInt(0);
        for (String table : tables) {
            findings.add(partitionKey(rules, table, threads > 0, subject + ", table " + table));
        }
        findings.add(Finding.of(PARALLEL_APPLY, subject, threads == 0, threads(task.settings(), threads)));
        findings.add(flag(task, DDL, subject, "HandleSourceTableAltered", true, true));
        String policy = text(task.settings().path("ErrorBehavior"), "DataErrorPolicy", "LOG_ERROR");
        findings.add(Finding.of(DATA_ERRORS, subject, !policy.equals("IGNORE_RECORD"), "DataErrorPolicy " + policy));
        JsonNode replaced = task.settings().path("CharacterSetSettings").path("CharacterReplacements");
        findings.add(Finding.of(
                CHARACTERS, subject, replaced.isEmpty(), replaced.isEmpty() ? "none" : replaced.size() + " of them"));
        findings.add(flag(task, VALIDATION, subject, "EnableValidation", false, false));
    }

    private static Finding migration(Task task, String subject) {
        boolean stops = false;
        StringBuilder found = new StringBuilder(task.type().isEmpty() ? "no type" : task.type());
        JsonNode load = task.settings().path("FullLoadSettings");
        for (String stop : List.of("StopTaskCachedChangesApplied", "StopTaskCachedChangesNotApplied")) {
            if (task.type().startsWith("full-load") && load.path(stop).asBoolean(false)) {
                stops = true;
                found.append(", ").append(stop).append(" true");
            }
        }
        return Finding.of(MIGRATION_TYPE, subject, task.type().endsWith("cdc") && !stops, found.toString());
    }

    private static Finding selection(TableRules rules, String table, String subject) {
        return Finding.of(SELECTION, subject, rules.selects(table), rules.selectionsInWords(table));
    }

    private Finding beforeImage(JsonNode settings, TableRules rules, String subject) {
        boolean on = settings.path("EnableBeforeImage").asBoolean(false);
        String field = text(settings, "FieldName", "");
        String filter = text(settings, "ColumnFilter", "pk-only");
        if (!on) {
            boolean columns = tables.stream().anyMatch(rules::addsBeforeImageColumns);
            return Finding.of(
                    BEFORE_IMAGE,
                    subject,
                    false,
                    "EnableBeforeImage false"
                            + (columns ? ", and before-images as columns of the row, which are not read" : ""));
        }
        return Finding.of(
                BEFORE_IMAGE,
                subject,
                field.equals("before-image") && filter.equals("all"),
                "FieldName " + (field.isEmpty() ? "none" : field) + ", ColumnFilter " + filter);
    }

    /** With parallel apply DMS takes the primary key unless told otherwise, else the schema and the table. */
    private static Finding partitionKey(TableRules rules, String table, boolean parallel, String subject) {
        String byDefault = parallel ? "primary-key" : "schema-table";
        String type = Objects.requireNonNullElse(rules.partitionKeyType(table), byDefault);
        return Finding.of(PARTITION_KEY, subject, type.equals("primary-key"), type);
    }

    private static String threads(JsonNode settings, int threads) {
        int queues = settings.path("TargetMetadata")
                .path("ParallelApplyQueuesPerThread")
                .asInt(0);
        return threads == 0 ? "0" : threads + ", ParallelApplyQueuesPerThread " + queues;
    }

    private static Finding flag(
            Task task, Requirement requirement, String subject, String name, boolean byDefault, boolean expected) {
        JsonNode section = task.settings().path(requirement.label());
        boolean is = section.path(name).asBoolean(byDefault);
        return Finding.of(requirement, subject, is == expected, name + " " + flag(section, name, byDefault));
    }

    private static String flag(JsonNode section, String name, boolean byDefault) {
        boolean is = section.path(name).asBoolean(byDefault);
        return section.path(name).isMissingNode() || section.path(name).isNull() ? is + " (the default)" : "" + is;
    }

    /** A setting that AWS prints as null is one that was left out. */
    private static String text(JsonNode section, String name, String byDefault) {
        return section.path(name).isString() ? section.path(name).asString() : byDefault;
    }
}
