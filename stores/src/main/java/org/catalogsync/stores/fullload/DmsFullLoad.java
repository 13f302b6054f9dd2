package org.catalogsync.stores.fullload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.aws.AwsClients;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.DescribeTableStatisticsResponse;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.MigrationTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.S3Settings;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskTypeValue;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** A replication task of AWS DMS. */
public final class DmsFullLoad implements FullLoadTask, AutoCloseable {
    /** Of DMS, where its target says nothing. */
    private static final String USUAL_NULL = "NULL";

    private static final String FINISHED = "FULL_LOAD_ONLY_FINISHED";

    private final DatabaseMigrationClient dms;
    private final String task;
    private final Retry retry;

    private DmsFullLoad(DatabaseMigrationClient dms, String task, Retry retry) {
        this.dms = dms;
        this.task = task;
        this.retry = retry;
    }

    /**
     * Calls nothing yet.
     *
     * @param task its identifier or its ARN
     */
    public static DmsFullLoad open(AwsClients aws, String task, Retry retry) {
        return new DmsFullLoad(aws.open("DATABASE_MIGRATION_SERVICE", DatabaseMigrationClient.builder()), task, retry);
    }

    @Override
    public State look() {
        return state(describe());
    }

    private static State state(ReplicationTask found) {
        ReplicationTaskStats stats = found.replicationTaskStats();
        return new State(
                phase(found),
                found.migrationType() == MigrationTypeValue.FULL_LOAD,
                started(stats),
                stats == null || stats.fullLoadProgressPercent() == null ? 0 : stats.fullLoadProgressPercent(),
                message(found));
    }

    private static Phase phase(ReplicationTask found) {
        String status = found.status() == null ? "" : found.status();
        return switch (status) {
            case "ready" -> Phase.READY;
            case "starting", "running", "stopping" -> Phase.RUNNING;
            case "stopped" -> message(found).contains(FINISHED) ? Phase.FINISHED : Phase.FAILED;
            case "failed", "failed-move" -> Phase.FAILED;
            default -> Phase.UNUSABLE;
        };
    }

    /** A reload has a date of its own; a first start only the other one. */
    private static @Nullable Instant started(@Nullable ReplicationTaskStats stats) {
        if (stats == null) {
            return null;
        }
        return stats.freshStartDate() == null ? stats.startDate() : stats.freshStartDate();
    }

    private static String message(ReplicationTask found) {
        List<String> said = new ArrayList<>();
        Optional.ofNullable(found.stopReason()).filter(text -> !text.isBlank()).ifPresent(said::add);
        Optional.ofNullable(found.lastFailureMessage())
                .filter(text -> !text.isBlank())
                .ifPresent(said::add);
        return String.join("; ", said);
    }

    /** A start that was not answered may have been one: whoever repeats it is told so by the service, and the task runs. */
    @Override
    public void start() {
        ReplicationTask found = describe();
        StartReplicationTaskTypeValue how = started(found.replicationTaskStats()) == null
                ? StartReplicationTaskTypeValue.START_REPLICATION
                : StartReplicationTaskTypeValue.RELOAD_TARGET;
        Retry.Attempts attempts = retry.attempts("start " + task);
        while (true) {
            try {
                dms.startReplicationTask(start ->
                        start.replicationTaskArn(found.replicationTaskArn()).startReplicationTaskType(how));
                return;
            } catch (RuntimeException e) {
                attempts.backOff(e);
                if (state(describe()).phase() == Phase.RUNNING) {
                    return;
                }
            }
        }
    }

    @Override
    public List<Loaded> tables() {
        String arn = describe().replicationTaskArn();
        List<Loaded> tables = new ArrayList<>();
        String[] marker = {null};
        do {
            DescribeTableStatisticsResponse page = retry.call(
                    "describe the tables of " + task,
                    () -> dms.describeTableStatistics(
                            d -> d.replicationTaskArn(arn).marker(marker[0])));
            page.tableStatistics().forEach(table -> tables.add(loaded(table)));
            marker[0] = page.marker();
        } while (marker[0] != null && !marker[0].isEmpty());
        return tables;
    }

    private static Loaded loaded(TableStatistics table) {
        return new Loaded(
                String.valueOf(table.schemaName()),
                String.valueOf(table.tableName()),
                String.valueOf(table.tableState()),
                number(table.fullLoadRows()),
                number(table.fullLoadErrorRows()) + number(table.fullLoadCondtnlChkFailedRows()));
    }

    private static long number(@Nullable Long counted) {
        return counted == null ? 0 : counted;
    }

    @Override
    public Target target() {
        String arn = describe().targetEndpointArn();
        Endpoint endpoint = retry
                .call(
                        "describe the target of " + task,
                        () -> dms.describeEndpoints(d -> d.filters(by("endpoint-arn", arn))))
                .endpoints()
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the DMS task " + task + " has no target endpoint " + arn));
        S3Settings s3 = endpoint.s3Settings();
        if (s3 == null || s3.bucketName() == null) {
            return new Target("", "", "", List.of("its target is " + endpoint.engineName() + ", expected S3"));
        }
        return new Target(s3.bucketName(), prefix(s3.bucketFolder()), nullText(s3), oddities(s3));
    }

    private static String prefix(@Nullable String folder) {
        return folder == null || folder.isBlank() || folder.endsWith("/")
                ? String.valueOf(folder == null ? "" : folder)
                : folder + "/";
    }

    private static String nullText(S3Settings s3) {
        return s3.csvNullValue() == null || s3.csvNullValue().isEmpty() ? USUAL_NULL : s3.csvNullValue();
    }

    private static List<String> oddities(S3Settings s3) {
        List<String> oddities = new ArrayList<>();
        expect(oddities, "DataFormat", s3.dataFormatAsString(), "csv");
        expect(oddities, "CompressionType", s3.compressionTypeAsString(), "none");
        expect(oddities, "IncludeOpForFullLoad", s3.includeOpForFullLoad(), "false");
        expect(oddities, "AddColumnName", s3.addColumnName(), "false");
        expect(oddities, "TimestampColumnName", s3.timestampColumnName(), "");
        expect(oddities, "CsvDelimiter", s3.csvDelimiter(), ",");
        expect(oddities, "CsvRowDelimiter", spelled(s3.csvRowDelimiter()), "\\n");
        expect(oddities, "Rfc4180", s3.rfc4180(), "true");
        return oddities;
    }

    /** DMS takes an escape as well as the character. */
    private static @Nullable String spelled(@Nullable String delimiter) {
        return delimiter == null ? null : delimiter.replace("\n", "\\n").replace("\r", "\\r");
    }

    private static void expect(List<String> oddities, String setting, @Nullable Object found, String expected) {
        String text = found == null ? "" : found.toString().toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && !text.equals(expected)) {
            oddities.add(setting + " is '" + found + "', expected '" + expected + "'");
        }
    }

    private ReplicationTask describe() {
        String filter = task.startsWith("arn:") ? "replication-task-arn" : "replication-task-id";
        try {
            return retry
                    .call("describe " + task, () -> dms.describeReplicationTasks(d -> d.filters(by(filter, task))))
                    .replicationTasks()
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new NoSuchTask(task));
        } catch (ResourceNotFoundException missing) {
            throw new NoSuchTask(task);
        }
    }

    private static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    @Override
    public void close() {
        dms.close();
    }
}
