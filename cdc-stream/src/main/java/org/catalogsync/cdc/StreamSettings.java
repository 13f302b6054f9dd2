package org.catalogsync.cdc;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.decode.CdcFile;
import org.catalogsync.cdc.decode.DecodeObserver;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.decode.DmsColumns;
import org.catalogsync.cdc.decode.DmsDecoder;
import org.catalogsync.cdc.decode.DmsTable;
import org.catalogsync.cdc.decode.PositionFormat;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.stores.queues.QueueName;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may turn; properties {@code catalog-sync.cdc.*}, also as environment variables ({@code CATALOGSYNC_CDC_EPOCH=2}). Wrong values stop the start.
 *
 * @param stream the Kinesis stream
 * @param tables the source's tables whose rows are products, in any schema
 * @param zone of the source's dates and times without one
 * @param columns which column feeds which field and by which converter; the same as the nightly job's declaration
 * @param epoch counts re-initialisations of the source: log positions compare only within one; raise it when the source's log starts anew
 * @param positions how the source writes a log position: AUTO, MYSQL, ORACLE, POSTGRES, NUMBER or NONE
 * @param loadMargin by how much a row of the initial load may be older than its transfer
 * @param tombstoneLife how long a deleted key is remembered; the same as the nightly job's
 * @param clockSkew by how much the source's clock may be ahead of ours; a version later than that is quarantined
 * @param freshness the promised lag from the commit to each store; beyond it there is an alert
 * @param watermarkMargin by how much a change may reach the stream later than one that was committed after it, and by how much commit times may be out of order; the watermark stays that far behind
 * @param queueWorkers how many batches of hints are handled at once, for each queue
 * @param hintsFrom what brings hints to the two queues: BUS or TABLE_STREAM
 * @param indexQueue hints for the index; FIFO by ISBN where its name ends in {@code .fifo}, which only a table's stream can feed
 * @param invalidateQueue hints for the cache, likewise
 * @param deadLetterQueue records that could not be applied; not FIFO
 * @param files how the change files of S3 are written, where they are the source
 */
@ConfigurationProperties("catalog-sync.cdc")
public record StreamSettings(
        @DefaultValue("manga-cdc") String stream,
        @DefaultValue("PRODUCTS") List<String> tables,
        @DefaultValue("Asia/Tokyo") ZoneId zone,
        Map<String, Column> columns,
        @DefaultValue("1") long epoch,
        @DefaultValue("AUTO") PositionFormat positions,
        @DefaultValue("P1D") Duration loadMargin,
        @DefaultValue("P30D") Duration tombstoneLife,
        @DefaultValue("PT5M") Duration clockSkew,
        @DefaultValue("PT30S") Duration freshness,
        @DefaultValue("PT5S") Duration watermarkMargin,
        @DefaultValue("2") int queueWorkers,
        @DefaultValue("BUS") HintsFrom hintsFrom,
        @DefaultValue("manga-index") String indexQueue,
        @DefaultValue("manga-invalidate") String invalidateQueue,
        @DefaultValue("manga-cdc-dlq") String deadLetterQueue,
        @DefaultValue Files files) {

    public StreamSettings {
        require(columns != null && !columns.isEmpty(), "columns", "at least one column", "none");
        require(!tables.isEmpty(), "tables", "at least one table", "none");
        require(epoch >= 0, "epoch", "0 or more", epoch);
        require(!loadMargin.isNegative(), "load-margin", "zero or more", loadMargin);
        require(
                tombstoneLife.compareTo(Duration.ofDays(15)) >= 0,
                "tombstone-life",
                "at least 15 days, more than the 14 that a queue may keep a message",
                tombstoneLife);
        require(!clockSkew.isNegative(), "clock-skew", "zero or more", clockSkew);
        require(freshness.isPositive(), "freshness", "more than zero", freshness);
        require(!watermarkMargin.isNegative(), "watermark-margin", "zero or more", watermarkMargin);
        require(queueWorkers >= 1 && queueWorkers <= 32, "queue-workers", "1 to 32", queueWorkers);
        requireFed("index-queue", indexQueue, hintsFrom);
        requireFed("invalidate-queue", invalidateQueue, hintsFrom);
        require(
                !new QueueName(deadLetterQueue).fifo(),
                "dead-letter-queue",
                "a queue that is not FIFO, since bad records have no group",
                deadLetterQueue);
    }

    private static void requireFed(String name, String queue, HintsFrom hintsFrom) {
        require(
                hintsFrom == HintsFrom.TABLE_STREAM || !new QueueName(queue).fifo(),
                name,
                "a queue that is not FIFO where hints-from is bus, since a rule of EventBridge gives all of its messages one fixed group instead of the ISBN's (hints-from=table-stream can feed a FIFO queue)",
                queue);
    }

    /** What reads the records of these tables. */
    Decoder decoder(DecodeObserver observer) {
        return new DmsDecoder(
                DmsTable.named(tables.toArray(String[]::new)), mapping(), epoch, positions, loadMargin, observer);
    }

    /** What reads change files of the first of these tables. */
    CdcFile changeFile(DecodeObserver observer) {
        return new CdcFile(tables.getFirst(), mapping(), files.format(), epoch, positions, observer);
    }

    private DmsColumns mapping() {
        Map<String, DmsColumns.Feeds> feeds = new LinkedHashMap<>();
        columns.forEach((name, column) ->
                feeds.put(name, new DmsColumns.Feeds(Field.named(column.field()), column.converter())));
        return new DmsColumns(feeds, zone);
    }

    /** A column's field and converter, by the names that declarations use. */
    public record Column(String field, String converter) {}

    /**
     * How the change files of S3 are written, by the settings of the DMS endpoint.
     *
     * @param commitColumn {@code TimestampColumnName}; without it every line is a hint
     * @param positionColumn the column of the place in the log, where a transformation adds one
     * @param columns all columns behind {@code Op} in the files' order; where there are none, the first line names them ({@code AddColumnName})
     * @param nullText {@code CsvNullValue}
     * @param poll how long to wait when there is nothing new
     */
    public record Files(
            @Nullable String commitColumn,
            @Nullable String positionColumn,
            @Nullable List<String> columns,
            @DefaultValue(CdcFile.Format.DEFAULT_NULL) String nullText,
            @DefaultValue("PT5S") Duration poll) {

        public Files {
            require(poll.isPositive(), "files.poll", "more than zero", poll);
        }

        CdcFile.Format format() {
            boolean named = columns == null || columns.isEmpty();
            return new CdcFile.Format(named ? null : columns, commitColumn, positionColumn, nullText);
        }
    }

    private static void require(boolean holds, String name, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "catalog-sync.cdc." + name + ": expected " + expected + ", found " + found);
        }
    }
}
