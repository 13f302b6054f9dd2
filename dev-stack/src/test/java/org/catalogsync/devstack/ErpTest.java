package org.catalogsync.devstack;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.catalogsync.devstack.erp.ErpSimulator;
import org.catalogsync.devstack.erp.Latency;
import org.catalogsync.devstack.erp.SimulatorSettings;
import org.catalogsync.devstack.part.Site;
import org.catalogsync.devstack.process.ProcessId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * SQL in, DMS's records out. One database for all tests, and the last ones end it in several ways; so their order matters.
 * Each test has keys of its own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErpTest {

    private static final Path ROOT = Path.of(System.getProperty("catalogsync.root"));

    @TempDir
    private static Path folder;

    private static Path var;
    private static DevStack stack;
    private static CdcStream cdc;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(hasNode(), "skipped: the part kinesis needs Node.js 20 or newer, and there is no node on the PATH");
        var = folder.toRealPath();
        stack = started();
        cdc = new CdcStream(Clients.kinesis(stack));
    }

    @AfterAll
    static void end() {
        if (stack != null) {
            cdc.close();
            stack.close();
            assertThat(Processes.bearing(var)).isEmpty();
        }
    }

    @Test
    @Order(1)
    void aStartIsToldAsAnEmptyTableMadeAnew() throws Exception {
        List<JsonNode> records = cdc.await(seen -> seen.size() >= 3);

        assertThat(records).hasSize(3).allSatisfy(record -> {
            assertThat(record.has("data")).isFalse();
            assertThat(metadata(record, "record-type")).isEqualTo("control");
            assertThat(metadata(record, "timestamp")).matches(CdcStream.MICROSECONDS);
        });
        assertThat(records)
                .extracting(
                        record -> metadata(record, "operation"),
                        record -> metadata(record, "schema-name"),
                        record -> metadata(record, "table-name"))
                .containsExactly(
                        tuple("drop-table", "erp", "PRODUCTS"),
                        tuple("create-table", "erp", "PRODUCTS"),
                        tuple("create-table", "", "awsdms_apply_exceptions"));
    }

    @Test
    @Order(2)
    void anInsertCarriesTheRowWithItsNulls() throws Exception {
        sql("INSERT INTO PRODUCTS (ISBN, TITLE, QTY, LAST_RESTOCK_DT, UPDATED_AT)"
                + " VALUES ('9784088820118', 'ワンピース～①髙', 3, '2026-11-01', '2026-11-20 09:00:00.123456')");

        JsonNode record = last("9784088820118", 1);

        assertThat(withoutWhenAndWhere(record)).isEqualTo(json("""
                {"data":{"ISBN":"9784088820118","TITLE":"ワンピース～①髙","TITLE_KANA":null,"AUTHOR":null,"GENRE":null,
                  "QTY":3,"WAREHOUSE_CD":null,"STATUS_CD":null,"PRICE_JPY":null,"LAST_RESTOCK_DT":"2026-11-01",
                  "RESTOCK_ETA_DAYS":null,"UPDATED_AT":"2026-11-20T00:00:00.123456Z"},
                 "metadata":{"record-type":"data","operation":"insert","partition-key-type":"primary-key","schema-name":"erp",
                  "table-name":"PRODUCTS","transaction-record-id":1,"prev-transaction-id":0,"prev-transaction-record-id":0}}
                """));
        assertThat(metadata(record, "timestamp")).matches(CdcStream.MICROSECONDS);
        assertThat(metadata(record, "commit-timestamp")).matches(CdcStream.MICROSECONDS);
        assertThat(metadata(record, "stream-position")).matches(CdcStream.POSITION);
        assertThat(record.at("/metadata/transaction-id").asLong()).isPositive();
        assertThat(cdc.partitionKey(record)).isEqualTo("9784088820118");
    }

    @Test
    @Order(3)
    void anUpdateCarriesTheWholeRowBeforeAndAfter() throws Exception {
        sql(
                "INSERT INTO PRODUCTS (ISBN, TITLE, QTY, UPDATED_AT) VALUES ('u1', '進撃', 3, '2026-11-20 00:00:00')",
                "UPDATE PRODUCTS SET QTY = NULL, PRICE_JPY = 528, UPDATED_AT = '2026-11-21 00:00:00' WHERE ISBN = 'u1'");

        JsonNode update = last("u1", 2);

        assertThat(metadata(update, "operation")).isEqualTo("update");
        assertThat(update.get("before-image")).isEqualTo(json(row("""
                "ISBN":"u1","TITLE":"進撃","QTY":3,"PRICE_JPY":null,"UPDATED_AT":"2026-11-19T15:00:00.000000Z"
                """)));
        assertThat(update.get("data")).isEqualTo(json(row("""
                "ISBN":"u1","TITLE":"進撃","QTY":null,"PRICE_JPY":528,"UPDATED_AT":"2026-11-20T15:00:00.000000Z"
                """)));
    }

    @Test
    @Order(4)
    void aChangeOfKeyIsOneUpdateFromTheOldKey() throws Exception {
        sql(
                "INSERT INTO PRODUCTS (ISBN, QTY) VALUES ('k1', 7)",
                "UPDATE PRODUCTS SET ISBN = 'k2' WHERE ISBN = 'k1'",
                "INSERT INTO PRODUCTS (ISBN) VALUES ('k-after')");
        last("k-after", 1);

        assertThat(cdc.of("k1")).hasSize(1);
        assertThat(cdc.of("k2")).hasSize(1);
        JsonNode update = cdc.of("k2").getFirst();
        assertThat(metadata(update, "operation")).isEqualTo("update");
        assertThat(update.at("/before-image/ISBN").asString()).isEqualTo("k1");
        assertThat(update.at("/before-image/QTY").asInt()).isEqualTo(7);
        assertThat(update.at("/data/QTY").asInt()).isEqualTo(7);
        assertThat(cdc.partitionKey(update)).isEqualTo("k2");
    }

    @Test
    @Order(5)
    void theRecordsOfATransactionShareItsPlaceAndAreCounted() throws Exception {
        sql(
                "START TRANSACTION",
                "INSERT INTO PRODUCTS (ISBN, QTY) VALUES ('t1', 1), ('t2', 2)",
                "UPDATE PRODUCTS SET ISBN = 't3' WHERE ISBN = 't2'",
                "DELETE FROM PRODUCTS WHERE ISBN = 't1'",
                "COMMIT");
        last("t1", 2);

        List<JsonNode> records = cdc.ofTransaction(metadata(cdc.of("t1").getFirst(), "transaction-id"));
        assertThat(records)
                .extracting(
                        record -> metadata(record, "operation"),
                        record -> record.at("/data/ISBN").asString(),
                        record -> record.at("/metadata/transaction-record-id").asInt())
                .containsExactlyInAnyOrder(
                        tuple("insert", "t1", 1),
                        tuple("insert", "t2", 2),
                        tuple("update", "t3", 3),
                        tuple("delete", "t1", 4));
        assertThat(records)
                .extracting(record -> metadata(record, "stream-position"))
                .containsOnly(metadata(records.getFirst(), "stream-position"));
    }

    @Test
    @Order(6)
    void aTransactionThatIsRolledBackLeavesNoTrace() throws Exception {
        sql(
                "START TRANSACTION",
                "INSERT INTO PRODUCTS (ISBN) VALUES ('r1')",
                "ROLLBACK",
                "INSERT INTO PRODUCTS (ISBN) VALUES ('r-after')");
        last("r-after", 1);

        assertThat(cdc.of("r1")).isEmpty();
    }

    @Test
    @Order(7)
    void aDeleteCarriesTheRowThatWas() throws Exception {
        sql(
                "INSERT INTO PRODUCTS (ISBN, TITLE, UPDATED_AT) VALUES ('d1', '鬼滅', '2026-11-20 00:00:00')",
                "DELETE FROM PRODUCTS WHERE ISBN = 'd1'");

        JsonNode delete = last("d1", 2);

        assertThat(metadata(delete, "operation")).isEqualTo("delete");
        assertThat(delete.get("data"))
                .isEqualTo(json(row("\"ISBN\":\"d1\",\"TITLE\":\"鬼滅\",\"UPDATED_AT\":\"2026-11-19T15:00:00.000000Z\"")))
                .isEqualTo(delete.get("before-image"));
    }

    @Test
    @Order(8)
    void moreRowsThanABatchHoldsArriveOnceEachAndInOrderOfTheirKey() throws Exception {
        StringBuilder rows = new StringBuilder("INSERT INTO PRODUCTS (ISBN, QTY) VALUES ('m0', 0)");
        for (int i = 1; i < 1_200; i++) {
            rows.append(",('m").append(i).append("', 0)");
        }
        sql("START TRANSACTION", rows.toString(), "UPDATE PRODUCTS SET QTY = 1 WHERE ISBN LIKE 'm%'", "COMMIT");
        // The last one in the order of the key, which is the update's.
        last("m999", 2);

        List<JsonNode> records = cdc.ofTransaction(metadata(cdc.of("m0").getFirst(), "transaction-id"));
        assertThat(records)
                .extracting(
                        record -> record.at("/metadata/transaction-record-id").asInt())
                .hasSize(2_400)
                .doesNotHaveDuplicates();
        for (int i = 0; i < 1_200; i++) {
            assertThat(cdc.of("m" + i))
                    .extracting(record -> metadata(record, "operation"))
                    .containsExactly("insert", "update");
        }
    }

    @Test
    @Order(9)
    void theSqlCommandKeepsJapaneseTextInAnyLocale() throws Exception {
        Outcome insert = command("INSERT INTO PRODUCTS (ISBN, TITLE) VALUES ('s1', '呪術；①'), ('s2', ';\t\\\\');");
        Outcome select = command("SELECT ISBN, TITLE, QTY FROM PRODUCTS WHERE ISBN LIKE 's_' ORDER BY 1 -- ; all");
        Outcome failed =
                command("UPDATE PRODUCTS SET QTY = 5 WHERE ISBN = 's1'; SELECT * FROM NOPE; DELETE FROM PRODUCTS");

        assertThat(insert).isEqualTo(new Outcome(0, "2 rows affected\n", ""));
        assertThat(select).isEqualTo(new Outcome(0, "ISBN\tTITLE\tQTY\ns1\t呪術；①\tNULL\ns2\t;\\t\\\\\tNULL\n", ""));
        assertThat(failed.exitCode()).isOne();
        assertThat(failed.out()).isEqualTo("1 row affected\n");
        assertThat(failed.err()).startsWith("statement 2 of 3: ").contains("NOPE");
        assertThat(last("s1", 2).at("/data/QTY").asInt()).isEqualTo(5);
    }

    @Test
    @Order(10)
    void theSoapServiceTellsWhatWasCommittedBeforeItWasAskedAndOutlivesItsConnections() throws Exception {
        SimulatorSettings settings =
                SimulatorSettings.of(SimulatorSettings.DATABASE).with(Latency.OFF);
        try (ErpSimulator erp = ErpSimulator.start(0, settings, Map.of(), var.resolve("stack.json"))) {
            sql(
                    "INSERT INTO PRODUCTS (ISBN, TITLE, QTY, WAREHOUSE_CD, STATUS_CD, PRICE_JPY, LAST_RESTOCK_DT)"
                            + " VALUES ('4065193214', '進撃～①髙鷗', 3, 'TK01', '02', 528, '2026-11-01')",
                    "INSERT INTO PRODUCTS (ISBN, QTY, WAREHOUSE_CD) VALUES ('9784041026229', 9, 'OS02')");

            assertThat(SoapQuestion.asked(erp.endpoint(), "9784065193211"))
                    .contains("<inv:StockItem><inv:ISBN>4065193214</inv:ISBN><inv:Title>進撃～①髙&#40407;</inv:Title>"
                            + "<inv:Quantity>3</inv:Quantity><inv:WarehouseCode>TK01</inv:WarehouseCode>"
                            + "<inv:StatusCode>02</inv:StatusCode><inv:LastRestockDate>2026-11-01</inv:LastRestockDate>"
                            + "<inv:PriceJPY>528</inv:PriceJPY></inv:StockItem>");
            assertThat(SoapQuestion.asked(erp.endpoint(), "9784041026229")).doesNotContain("StockItem");

            endOtherConnections();
            sql("UPDATE PRODUCTS SET QTY = 0 WHERE ISBN = '4065193214'");
            assertThat(SoapQuestion.asked(erp.endpoint(), "9784065193211")).contains("<inv:Quantity>0</inv:Quantity>");
        }
    }

    private static void endOtherConnections() throws SQLException {
        List<Long> others = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = 'erp' AND ID <> CONNECTION_ID()")) {
            while (row.next()) {
                others.add(row.getLong(1));
            }
        }
        assertThat(others).isNotEmpty();
        for (long other : others) {
            sql("KILL CONNECTION " + other);
        }
    }

    @Test
    @Order(11)
    void whatIsCommittedWhileKinesisIsAwayOutlivesAKillAndIsSentWithTheSameNumbers() throws Exception {
        sql("INSERT INTO PRODUCTS (ISBN, QTY) VALUES ('x0', 0)");
        last("x0", 1);
        // The mock writes its file once a second.
        Thread.sleep(1_500);
        kill(PartName.KINESIS);
        sql(
                "INSERT INTO PRODUCTS (ISBN, QTY) VALUES ('x1', 1), ('x2', 2)",
                "UPDATE PRODUCTS SET QTY = 9 WHERE ISBN = 'x1'",
                "DELETE FROM PRODUCTS WHERE ISBN = 'x0'");
        kill(PartName.ERP);
        up();
        sql("INSERT INTO PRODUCTS (ISBN) VALUES ('x3')");
        last("x3", 1);

        assertThat(cdc.operations("x0")).containsExactly("insert", "delete");
        assertThat(cdc.operations("x1")).containsExactly("insert", "update");
        assertThat(cdc.operations("x2")).containsExactly("insert");
        assertThat(metadata(cdc.of("x2").getFirst(), "transaction-record-id")).isEqualTo("2");
        assertThat(cdc.of("9784088820118")).as("was sent before and not again").hasSize(1);
    }

    @Test
    @Order(12)
    void aPartWhoseDatabaseDiesDiesWithItAndLosesNothing() throws Exception {
        sql("INSERT INTO PRODUCTS (ISBN) VALUES ('y1')");
        ProcessHandle database = ProcessId.bearing(Site.marker(PartName.ERP, var)).stream()
                .flatMap(process -> ProcessHandle.of(process.pid()).stream())
                .filter(process -> process.info().command().orElse("").endsWith("mariadbd"))
                .findFirst()
                .orElseThrow();

        database.destroyForcibly();

        assertThat(Processes.soon(() -> noneOf(PartName.ERP))).isTrue();
        up();
        sql("INSERT INTO PRODUCTS (ISBN) VALUES ('y2')");
        last("y2", 1);
        assertThat(cdc.of("y1"))
                .as("sent, perhaps again, and then as the same record")
                .isNotEmpty();
        assertThat(cdc.of("y1").stream().map(ErpTest::withoutTimeOfSending).distinct())
                .hasSize(1);
    }

    @Test
    @Order(13)
    void positionsGrowWithEveryCommitOverAllStarts() {
        List<JsonNode> changes = cdc.seen().stream()
                .filter(record -> record.at("/metadata/transaction-id").isNumber())
                .sorted(Comparator.comparingLong(
                        record -> record.at("/metadata/transaction-id").asLong()))
                .toList();

        assertThat(changes).extracting(CdcStream::place).isSorted();
        Map<String, Set<Long>> places = changes.stream()
                .collect(groupingBy(record -> metadata(record, "transaction-id"), mapping(CdcStream::place, toSet())));
        assertThat(places.values()).allSatisfy(ofOne -> assertThat(ofOne).hasSize(1));
        assertThat(places.values().stream().distinct()).hasSameSizeAs(places.keySet());
        assertThat(changes.getLast().at("/metadata/stream-position").asString())
                .as("two restarts, two new files")
                .startsWith("mysql-bin-changelog.000003:");
    }

    @Test
    @Order(14)
    void aTaskThatLostItsFilesLoadsTheRowsThatAreThere() throws Exception {
        kill(PartName.ERP);
        try (Stream<Path> files = Files.list(var.resolve("data/erp/cdc"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        up();
        JsonNode load = last("u1", 3);

        assertThat(withoutWhenAndWhere(load)).isEqualTo(json("{\"data\":" + row("""
                "ISBN":"u1","TITLE":"進撃","QTY":null,"PRICE_JPY":528,"UPDATED_AT":"2026-11-20T15:00:00.000000Z"
                """) + """
                ,"metadata":{"record-type":"data","operation":"load","partition-key-type":"primary-key","schema-name":"erp",
                  "table-name":"PRODUCTS"}}
                """));
        assertThat(load.at("/metadata").has("commit-timestamp")).isFalse();
        assertThat(load.at("/metadata").has("stream-position")).isFalse();
    }

    private static void up() {
        cdc.close();
        stack = started();
        cdc = new CdcStream(Clients.kinesis(stack));
    }

    private static DevStack started() {
        return DevStack.startKeepingData(var, PartName.KINESIS, PartName.ERP);
    }

    /** As the machine's loss of power would; whatever the process started has to go with it. */
    private static void kill(PartName part) throws Exception {
        for (JsonNode line : JsonMapper.shared()
                .readTree(Files.readString(var.resolve("stack.json")))
                .path("parts")) {
            if (line.path("part").asString().equals(part.label())) {
                ProcessHandle.of(line.path("pid").asLong()).orElseThrow().destroyForcibly();
            }
        }
        assertThat(Processes.soon(() -> noneOf(part))).isTrue();
    }

    private static boolean noneOf(PartName part) {
        return ProcessId.bearing(Site.marker(part, var)).stream().noneMatch(ProcessId::isAlive);
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String url() {
        return Objects.requireNonNull(stack.environment().get("ERP_JDBC_URL"));
    }

    /** The last of the key's records when there are so many of them. */
    private static JsonNode last(String isbn, int count) throws Exception {
        cdc.await(seen -> cdc.of(isbn).size() >= count);
        assertThat(cdc.of(isbn)).hasSize(count);
        return cdc.of(isbn).getLast();
    }

    private static String metadata(JsonNode record, String name) {
        return record.path("metadata").path(name).asString();
    }

    private static JsonNode withoutWhenAndWhere(JsonNode record) {
        ObjectNode copy = (ObjectNode) record.deepCopy();
        ((ObjectNode) copy.get("metadata"))
                .remove(List.of("timestamp", "commit-timestamp", "stream-position", "transaction-id"));
        return copy;
    }

    private static JsonNode withoutTimeOfSending(JsonNode record) {
        ObjectNode copy = (ObjectNode) record.deepCopy();
        ((ObjectNode) copy.get("metadata")).remove("timestamp");
        return copy;
    }

    /** A row of nulls but for the given columns. */
    private static String row(String columns) {
        ObjectNode row = (ObjectNode) json("""
                {"ISBN":null,"TITLE":null,"TITLE_KANA":null,"AUTHOR":null,"GENRE":null,"QTY":null,"WAREHOUSE_CD":null,
                 "STATUS_CD":null,"PRICE_JPY":null,"LAST_RESTOCK_DT":null,"RESTOCK_ETA_DAYS":null,"UPDATED_AT":null}
                """);
        row.setAll((ObjectNode) json("{" + columns + "}"));
        return row.toString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** The part's client as the launcher runs it, where the locale knows no Japanese. */
    private static Outcome command(String sql) throws Exception {
        Path target = ROOT.resolve("dev-stack/parts/erp/target");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "org.catalogsync.part.erp.Sql",
                        url(),
                        "the statement")
                .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment()
                .put(
                        "CLASSPATH",
                        target.resolve("classes")
                                + File.pathSeparator
                                + Files.readString(target.resolve("classpath")).strip());
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(sql.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }

    private record Outcome(int exitCode, String out, String err) {}

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            System.out.println("ErpTest is skipped: there is no node on the PATH");
            return false;
        }
    }
}
