package org.catalogsync.part.erp;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Follows the binary log and sends what DMS would send. How far it came is kept in files, and noted only after Kinesis took
 * the records and only at the end of a transaction: so a start goes on with a whole transaction, whose records bear the same
 * numbers when they are sent again.
 */
final class Task implements ChangeConsumer<RecordChangeEvent<SourceRecord>>, AutoCloseable {

    private static final String STREAMING = "debezium.mariadb:type=connector-metrics,context=streaming,server=erp";

    private final Stream stream;
    private final DmsRecords records = new DmsRecords(Clock.systemUTC());
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
    private boolean announced;
    private volatile boolean stopping;

    Task(Path folder, int database, Stream stream, Consumer<Throwable> told) throws IOException {
        this.stream = stream;
        Files.createDirectories(folder);
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings(folder, database))
                .using((DebeziumEngine.CompletionCallback) (success, message, failure) -> {
                    ended.countDown();
                    if (!stopping) {
                        told.accept(failure == null ? new IllegalStateException(message) : failure);
                    }
                })
                .notifying(this)
                .build();
    }

    void start() {
        Thread.ofPlatform().daemon().name("announcement").start(() -> {
            try {
                send(List.of());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        Thread.ofPlatform().daemon().name("task").start(engine);
    }

    /** Returns whether the binary log is being read; it is not if the process is over first. */
    boolean awaitStreaming(CountDownLatch over) throws InterruptedException {
        while (!isStreaming()) {
            if (over.await(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the server is sending us its binary log at this moment. */
    boolean isStreaming() {
        try {
            return !stopping && Boolean.TRUE.equals(metrics.getAttribute(new ObjectName(STREAMING), "Connected"));
        } catch (JMException notThereYet) {
            return false;
        }
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        RecordChangeEvent<SourceRecord> boundary = null;
        for (RecordChangeEvent<SourceRecord> event : batch) {
            records.of(event.record()).ifPresent(messages::add);
            if (records.atBoundary()) {
                boundary = event;
            }
        }
        send(messages);
        if (boundary != null) {
            committer.markProcessed(boundary);
        }
        committer.markBatchFinished();
    }

    /** Does not wait for long: a call that Kinesis does not answer would hold up the end, and what is cut off is sent again. */
    @Override
    public void close() {
        stopping = true;
        stream.stop();
        Thread.ofPlatform().daemon().name("close").start(() -> {
            try {
                engine.close();
            } catch (IOException | IllegalStateException alreadyEnded) {
                ended.countDown();
            }
        });
        try {
            ended.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The announcement comes first, whoever of the two threads does. */
    private synchronized void send(List<Message> messages) throws InterruptedException {
        if (!announced) {
            stream.send(records.taskStart());
            announced = true;
        }
        stream.send(messages);
    }

    private static Properties settings(Path folder, int database) {
        Properties settings = new Properties();
        settings.setProperty("name", "erp");
        settings.setProperty("connector.class", "io.debezium.connector.mariadb.MariaDbConnector");
        settings.setProperty("topic.prefix", "erp");
        settings.setProperty("database.hostname", "127.0.0.1");
        settings.setProperty("database.port", Integer.toString(database));
        settings.setProperty("database.user", "dms");
        settings.setProperty("database.password", "dms");
        settings.setProperty("database.ssl.mode", "disable");
        settings.setProperty("database.server.id", "6400");
        settings.setProperty("database.include.list", DmsRecords.SCHEMA);
        settings.setProperty("table.include.list", DmsRecords.SCHEMA + "." + DmsRecords.TABLE);
        // A first start, or one that lost its files, reads the rows that are there: DMS's full load.
        settings.setProperty("snapshot.mode", "when_needed");
        settings.setProperty("include.schema.changes", "false");
        settings.setProperty("tombstones.on.delete", "false");
        // Where the first start began is kept although nothing has changed since.
        settings.setProperty("heartbeat.interval.ms", "1000");
        // Tells where transactions begin and end.
        settings.setProperty("provide.transaction.metadata", "true");
        settings.setProperty("poll.interval.ms", "20");
        settings.setProperty("max.batch.size", "500");
        settings.setProperty("max.queue.size", "2000");
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        settings.setProperty(
                "offset.storage.file.filename", folder.resolve("offsets.dat").toString());
        settings.setProperty("offset.flush.interval.ms", "0");
        settings.setProperty("schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory");
        settings.setProperty(
                "schema.history.internal.file.filename",
                folder.resolve("schema-history.jsonl").toString());
        settings.setProperty("schema.history.internal.store.only.captured.tables.ddl", "true");
        return settings;
    }
}
