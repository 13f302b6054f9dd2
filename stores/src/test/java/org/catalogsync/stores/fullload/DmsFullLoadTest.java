package org.catalogsync.stores.fullload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.Service;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.fullload.FullLoadTask.Loaded;
import org.catalogsync.stores.fullload.FullLoadTask.Phase;
import org.catalogsync.stores.fullload.FullLoadTask.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK's client against a server that speaks the protocol of DMS. */
class DmsFullLoadTest {
    private static final String ARN = "arn:aws:dms:ap-northeast-1:000000000000:task:NIGHTLY";

    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Stores stores;

    private record Answer(int status, String body) {}

    @BeforeEach
    void openServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
                String operation = target.substring(target.indexOf('.') + 1);
                calls.add(
                        operation + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                Deque<Answer> mine = Objects.requireNonNull(answers.get(operation), operation);
                Answer answer = mine.size() > 1 ? mine.removeFirst() : mine.getFirst();
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        stores = Stores.of(StoresSettings.fromEnvironment(
                Map.of("AWS_ENDPOINT_URL_DATABASE_MIGRATION_SERVICE", url, "STORE_DEADLINE", "PT5S")));
    }

    @AfterEach
    void close() {
        stores.close();
        server.stop(0);
    }

    private void answers(String operation, int status, String body) {
        answers.computeIfAbsent(operation, name -> new ArrayDeque<>()).add(new Answer(status, body));
    }

    private void task(String status, String more) {
        answers(
                "DescribeReplicationTasks",
                200,
                "{\"ReplicationTasks\":[{\"ReplicationTaskIdentifier\":\"nightly\",\"ReplicationTaskArn\":\"" + ARN
                        + "\",\"MigrationType\":\"full-load\",\"TargetEndpointArn\":\"arn:target\",\"Status\":\""
                        + status
                        + "\"" + more + "}]}");
    }

    private State look() {
        return stores.fullLoad("nightly").look();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ready,    '',                                        READY
            starting, '',                                        RUNNING
            running,  '',                                        RUNNING
            stopped,  'Stop Reason FULL_LOAD_ONLY_FINISHED',     FINISHED
            stopped,  'Stop Reason NORMAL',                      FAILED
            failed,   'Stop Reason FATAL_ERROR',                 FAILED
            modifying,'',                                        UNUSABLE
            """)
    void tellsWhatATaskDoes(String status, String reason, Phase phase) {
        task(
                status,
                ",\"StopReason\":\"" + reason
                        + "\",\"ReplicationTaskStats\":{\"FullLoadProgressPercent\":40,\"StartDate\":1743508800.0,\"FreshStartDate\":1743508860.5}");

        State state = look();

        assertThat(state.phase()).isEqualTo(phase);
        assertThat(state.message()).isEqualTo(reason);
        assertThat(state.percent()).isEqualTo(40);
        assertThat(state.fullLoadOnly()).isTrue();
        assertThat(state.started()).isEqualTo(Instant.parse("2025-04-01T12:01:00.500Z"));
        assertThat(calls.getFirst()).contains("\"replication-task-id\"", "\"nightly\"");
    }

    @Test
    void tellsThatThereIsNoSuchTask() {
        answers(
                "DescribeReplicationTasks",
                400,
                "{\"__type\":\"ResourceNotFoundFault\",\"message\":\"No Tasks found\"}");

        assertThatExceptionOfType(FullLoadTask.NoSuchTask.class)
                .isThrownBy(this::look)
                .withMessageContaining("nightly");
    }

    @Test
    void startsAFreshTaskAndReloadsOneThatRan() {
        task("ready", "");
        task("stopped", ",\"ReplicationTaskStats\":{\"StartDate\":1743508800}");
        answers("StartReplicationTask", 200, "{}");

        stores.fullLoad("nightly").start();
        stores.fullLoad("nightly").start();

        List<String> starts =
                calls.stream().filter(call -> call.startsWith("Start")).toList();
        assertThat(starts).hasSize(2);
        assertThat(starts.getFirst()).contains(ARN, "start-replication");
        assertThat(starts.getLast()).contains(ARN, "reload-target");
    }

    @Test
    void doesNotStartTwiceWhatAFailedAnswerHadStarted() {
        task("stopped", ",\"ReplicationTaskStats\":{\"StartDate\":1743508800}");
        task("starting", ",\"ReplicationTaskStats\":{\"StartDate\":1743508800}");
        answers("StartReplicationTask", 500, "{\"__type\":\"InternalFailure\"}");

        stores.fullLoad("nightly").start();

        assertThat(calls).filteredOn(call -> call.startsWith("Start")).hasSize(1);
        assertThat(stores.retries().snapshot().of(Service.DMS, Retry.Kind.UNAVAILABLE))
                .isEqualTo(1);
    }

    @Test
    void readsTheStatisticsOfAllPages() {
        task("stopped", "");
        answers(
                "DescribeTableStatistics",
                200,
                "{\"Marker\":\"more\",\"TableStatistics\":[{\"SchemaName\":\"MANGA\",\"TableName\":\"PRODUCTS\","
                        + "\"FullLoadRows\":60000,\"FullLoadErrorRows\":0,\"TableState\":\"Table completed\"}]}");
        answers(
                "DescribeTableStatistics",
                200,
                "{\"TableStatistics\":[{\"SchemaName\":\"MANGA\",\"TableName\":\"ORDERS\",\"FullLoadRows\":3,"
                        + "\"FullLoadErrorRows\":1,\"FullLoadCondtnlChkFailedRows\":2,\"TableState\":\"Table error\"}]}");

        List<Loaded> tables = stores.fullLoad("nightly").tables();

        assertThat(tables)
                .containsExactly(
                        new Loaded("MANGA", "PRODUCTS", "Table completed", 60_000, 0),
                        new Loaded("MANGA", "ORDERS", "Table error", 3, 3));
        assertThat(tables.getFirst().isComplete()).isTrue();
        assertThat(calls.getLast()).contains("\"more\"");
    }

    @Test
    void tellsWhereObjectsGoAndWhichSettingsFilesOfRowsMayNotHave() {
        task("stopped", "");
        answers(
                "DescribeEndpoints",
                200,
                "{\"Endpoints\":[{\"EngineName\":\"s3\",\"S3Settings\":{\"BucketName\":\"erp-exports\",\"BucketFolder\":\"tonight\","
                        + "\"DataFormat\":\"parquet\",\"CompressionType\":\"none\",\"IncludeOpForFullLoad\":true,"
                        + "\"CsvNullValue\":\"-\",\"CsvDelimiter\":\";\",\"CsvRowDelimiter\":\"\\n\",\"Rfc4180\":false}}]}");

        FullLoadTask.Target target = stores.fullLoad("nightly").target();

        assertThat(target.bucket()).isEqualTo("erp-exports");
        assertThat(target.prefix()).isEqualTo("tonight/");
        assertThat(target.nullText()).isEqualTo("-");
        assertThat(target.oddities())
                .containsExactly(
                        "DataFormat is 'parquet', expected 'csv'",
                        "IncludeOpForFullLoad is 'true', expected 'false'",
                        "CsvDelimiter is ';', expected ','",
                        "Rfc4180 is 'false', expected 'true'");
    }
}
