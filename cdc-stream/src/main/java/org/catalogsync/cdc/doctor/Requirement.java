package org.catalogsync.cdc.doctor;

/**
 * What the source's replication has to be set to. Source: AWS DMS user guide, "Using Amazon Kinesis Data Streams as a target" and "Specifying task settings"; where a setting is left out, DMS' default counts as found.
 */
public enum Requirement {
    STREAM("StreamArn", Severity.MUST, "an endpoint that writes to the stream", "no change reaches the stream"),
    MESSAGE_FORMAT(
            "MessageFormat", Severity.MUST, "json or json-unformatted", "no record can be read: all are quarantined"),
    TRANSACTION_DETAILS(
            "IncludeTransactionDetails",
            Severity.MUST,
            "true: every change with stream-position and commit-timestamp",
            "there is no log position: commit times alone decide, with the granularity of the source's clock"),
    NULLS(
            "IncludeNullAndEmpty",
            Severity.MUST,
            "true: every insert with all mapped columns, be they null",
            "every row with a NULL is a part of a row, and so only a hint until the night"),
    TABLE_ALTERATIONS(
            "IncludeTableAlterOperations",
            Severity.SHOULD,
            "true",
            "a dropped or renamed column is not told: the stream goes on with hints instead of pausing"),
    CONTROL_DETAILS(
            "IncludeControlDetails",
            Severity.SHOULD,
            "true",
            "a table's definition is not told: a retyped column shows only when its values cannot be read"),
    BEFORE_IMAGE(
            "BeforeImageSettings",
            Severity.MUST,
            "EnableBeforeImage true, FieldName before-image, ColumnFilter all",
            "a change of the primary key leaves the old key behind until the night"),
    MIGRATION_TYPE(
            "MigrationType",
            Severity.MUST,
            "cdc or full-load-and-cdc, and no stop behind the full load",
            "no change comes after the initial load"),
    SELECTION(
            "TableMappings selection",
            Severity.MUST,
            "a rule that includes the table and none that excludes it",
            "no change of the table reaches the stream"),
    PARTITION_KEY(
            "partition-key-type",
            Severity.SHOULD,
            "primary-key: one partition key for one row",
            "rows do not spread by their keys: one shard carries the table, or the changes of one row stand in several"
                    + " shards; right, but slower to settle"),
    PARALLEL_APPLY(
            "ParallelApplyThreads",
            Severity.SHOULD,
            "0",
            "several threads put at once, so changes of one row may change places; versions decide, so that is right,"
                    + " but slower: superseded writes"),
    DDL(
            "ChangeProcessingDdlHandlingPolicy",
            Severity.SHOULD,
            "HandleSourceTableAltered true",
            "a dropped or renamed column is not told: the stream goes on with hints instead of pausing"),
    DATA_ERRORS(
            "ErrorBehavior",
            Severity.SHOULD,
            "DataErrorPolicy other than IGNORE_RECORD",
            "a row that DMS cannot convert is left out and no log says so; only the night brings it"),
    CHARACTERS(
            "CharacterSetSettings",
            Severity.SHOULD,
            "no CharacterReplacements",
            "the stream and the night read one title differently, and each corrects the other"),
    VALIDATION(
            "ValidationSettings",
            Severity.SHOULD,
            "EnableValidation false",
            "DMS cannot compare a stream with its source: the validation costs and says nothing"),
    WHOLE_ROWS(
            "supplemental logging",
            Severity.MUST,
            "all columns (binlog_row_image FULL, REPLICA IDENTITY FULL): every update with all mapped columns",
            "updates carry only what changed: hints until the night"),
    READABLE("records", Severity.SHOULD, "every record can be read", "records that cannot be read are quarantined"),
    POSITIONS(
            "positions",
            Severity.SHOULD,
            "log positions of a known form",
            "commit times decide between changes of one row; catalog-sync.cdc.positions names the form"),
    CLOCK(
            "clock",
            Severity.MUST,
            "commits no further ahead than catalog-sync.cdc.clock-skew",
            "records from a clock that is ahead are quarantined");

    /** How much depends on it. */
    public enum Severity {
        /** Without it the stream is not right. */
        MUST,
        /** Without it the stream is right, but slower or blinder. */
        SHOULD
    }

    private final String label;
    private final Severity severity;
    private final String expected;
    private final String consequence;

    Requirement(String label, Severity severity, String expected, String consequence) {
        this.label = label;
        this.severity = severity;
        this.expected = expected;
        this.consequence = consequence;
    }

    /** As DMS names the setting; stable. */
    public String label() {
        return label;
    }

    public Severity severity() {
        return severity;
    }

    public String expected() {
        return expected;
    }

    /** What happens without it. */
    public String consequence() {
        return consequence;
    }
}
