package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;
import static org.catalogsync.cdc.support.DmsFile.HEADER;
import static org.catalogsync.cdc.support.DmsFile.file;
import static org.catalogsync.cdc.support.DmsFile.row;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.stream.Shop.Printed;
import org.catalogsync.cdc.support.DmsFile;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.state.SyncState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From files in S3 to the stores, through every part there is but Kinesis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";
    private static final String THREE = "9784088725116";
    private static final int GONE = -1;
    private static final Instant COMMITTED = Instant.now().minus(Duration.ofHours(1));

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeAll
    void open() {
        shop = new Shop(
                "files",
                1,
                "catalog-sync.cdc.files.commit-column=COMMITTED",
                "catalog-sync.cdc.files.position-column=POSITION",
                "catalog-sync.cdc.files.poll=PT0.2S");
        shop.stores.objects().createIfAbsent();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void onceReadsWhatIsThereWithoutAnyKinesis() {
        put("once/20261124-110001000.csv", file().row("I", ONE, 1, COMMITTED).row("I", TWO, 2, COMMITTED));
        put(
                "once/20261124-110002000.csv",
                file().row("U", ONE, 0, COMMITTED).row("D", TWO, 2, COMMITTED).line("I,short\n"));
        put("once/LOAD00000001.csv", file().row("I", THREE, 9, COMMITTED));

        Printed first = shop.cdcWithoutKinesis("--source", "s3:once/", "--once");

        assertThat(first.err()).isEmpty();
        assertThat(first.exit()).isZero();
        assertThat(first.out().strip()).isEqualTo("2 files, 5 lines: 4 applied, 0 superseded, 1 quarantined, 0 hints");
        assertThat(quantity(ONE)).isZero();
        assertThat(shop.item(TWO)).get().isInstanceOf(StoredItem.Tombstone.class);
        assertThat(shop.item(THREE)).isEmpty();
        assertThat(indexed(ONE)).as("the hints were waited for").isZero();

        put("once/20261124-110001500.csv", file().row("U", ONE, 7, COMMITTED).row("I", THREE, 3, COMMITTED));
        Printed late = shop.cdcWithoutKinesis("--source", "s3:once/", "--once");
        assertThat(late.out().strip()).isEqualTo("1 files, 2 lines: 1 applied, 1 superseded, 0 quarantined, 0 hints");
        assertThat(quantity(ONE)).isZero();
        assertThat(quantity(THREE)).isEqualTo(3);

        Printed again = shop.cdcWithoutKinesis("--source", "s3:once/", "--once");
        assertThat(again.out()).startsWith("0 files, 0 lines: 0 applied");
        assertThat(shop.cdc("dlq", "list").out())
                .contains("column_count")
                .contains("s3://files-staging/once/20261124-110002000.csv/4/");
    }

    @Test
    void onceWithoutAFileEndsAsUnusableInput() {
        Printed nothing = shop.cdcWithoutKinesis("--source", "s3:nowhere/", "--once");

        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err())
                .contains("s3://files-staging/nowhere/")
                .contains("expected change files")
                .contains("found no object");
        assertThat(shop.cdcWithoutKinesis("--source", "s3://no-such-bucket/cdc/", "--once")
                        .exit())
                .isEqualTo(2);
        assertThat(shop.cdcWithoutKinesis("--once").err()).contains("--source: expected s3:PREFIX");
    }

    @Test
    void onceEndsRestartableWhereAStoreIsAway() {
        String key = SyntheticKeys.isbns(70).getLast();
        put("away/20261124-110001000.csv", file().row("I", key, 6, COMMITTED));

        Printed away = shop.cdcWithout("EVENTBRIDGE", "--source", "s3:away/", "--once");

        assertThat(away.exit()).isEqualTo(1);
        assertThat(away.err()).contains("events: ").contains("unavailable");
        assertThat(shop.stores.state().find("cdc-files:files-staging/away/")).isEmpty();
        assertThat(shop.cdcWithoutKinesis("--source", "s3:away/", "--once").out())
                .startsWith("1 files, 1 lines: ");
        assertThat(quantity(key)).isEqualTo(6);
    }

    @Test
    void onceEndsWithTheReasonWhereTheHeaderIsBroken() {
        DmsFile broken = DmsFile.withHeader(HEADER.replace(",PRICE_JPY", "")).row("I", ONE, 1, COMMITTED);
        put("broken/20261124-110001000.csv", broken);
        try {
            Printed paused = shop.cdcWithoutKinesis("--source", "s3:broken/", "--once");

            assertThat(paused.exit()).isEqualTo(1);
            assertThat(paused.err())
                    .contains("no column PRICE_JPY")
                    .contains("cdc resume")
                    .doesNotContain("\tat ");
        } finally {
            assertThat(shop.cdc("resume").out()).contains("PRICE_JPY");
        }
        assertThat(shop.cdcWithoutKinesis("--source", "s3:broken/", "--once").exit())
                .isZero();
    }

    @Test
    void followsWhatComesAndWhatComesLateAndPausesAtABrokenHeader() {
        List<String> keys = SyntheticKeys.isbns(40).subList(30, 40);
        shop.startOnFiles("s3:follow/");
        try {
            put("follow/20261124-110001000.csv", file().row("I", keys.get(0), 1, COMMITTED));
            await("in DynamoDB", () -> quantity(keys.get(0)) == 1);
            await("in OpenSearch", () -> indexed(keys.get(0)) == 1);
            put("follow/20261124-110003000.csv", file().row("U", keys.get(0), 3, COMMITTED));
            await("the next", () -> quantity(keys.get(0)) == 3);
            put(
                    "follow/20261124-110002000.csv",
                    file().row("U", keys.get(0), 2, COMMITTED).row("I", keys.get(1), 2, COMMITTED));
            await("the late one", () -> quantity(keys.get(1)) == 2);
            assertThat(quantity(keys.get(0))).isEqualTo(3);
            assertThat(shop.get("/status").path("ready").asBoolean()).isTrue();
            assertThat(shop.get("/metrics").asString()).contains("catalog_sync_changes_total{end=\"applied\"} 3.0");
            assertThat(shop.stores.state().find("stream").orElseThrow().fields())
                    .containsKeys("since", "heartbeat");

            put(
                    "follow/20261124-110004000.csv",
                    DmsFile.withHeader(HEADER.replace(",QTY", "")).row("U", keys.get(0), 4, COMMITTED));
            put(
                    "follow/20261124-110005000.csv.gz",
                    file().row("U", keys.get(0), 5, COMMITTED).zipped());
            await(
                    "the pause",
                    () -> shop.get("/health/ready").path("paused").asString("").contains("QTY"));
            assertThat(quantity(keys.get(0))).isEqualTo(3);
            assertThat(shop.cdc("resume").out()).contains("accepted");
            await("what is behind it", () -> quantity(keys.get(0)) == 5);
        } finally {
            shop.stop();
        }
        assertThat(progress("follow/").fields().get("finished")).contains("20261124-110005000.csv.gz");
    }

    @Test
    void aKillInTheMiddleOfAFileLosesNothing() throws Exception {
        List<String> keys = SyntheticKeys.isbns(2_200).subList(1_000, 2_200);
        DmsFile inserts = file();
        DmsFile updates = file();
        Map<String, Integer> truth = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            inserts.row("I", keys.get(i), 1, COMMITTED);
            boolean goes = i % 10 == 0;
            updates.row(goes ? "D" : "U", keys.get(i), i, COMMITTED);
            if (!goes) {
                truth.put(keys.get(i), i);
            }
        }
        put("kill/20261124-110001000.csv", inserts);
        put("kill/20261124-110002000.csv", updates);
        Process instance = start("s3:kill/");
        try {
            await("the middle of a file", () -> line("kill/") >= 501);
        } finally {
            instance.destroyForcibly().waitFor();
        }
        assertThat(progress("kill/").fields()).as("it was killed in a file").containsKey("file");

        Printed rest = shop.cdcWithoutKinesis("--source", "s3:kill/", "--once");

        assertThat(rest.err()).isEmpty();
        assertThat(rest.out()).startsWith("2 files, ").contains(" 0 quarantined, 0 hints");
        assertThat(stock(keys)).isEqualTo(truth);
    }

    @Test
    void aRedriveAfterAFixApplies() {
        String key = SyntheticKeys.isbns(60).getLast();
        put(
                "redrive/20261124-110001000.csv",
                file().line(row("I", key, 4, COMMITTED, "mysql-bin-changelog.000007:10")));
        System.setProperty("catalog-sync.cdc.positions", "ORACLE");
        try {
            Printed read = shop.cdcWithoutKinesis("--source", "s3:redrive/", "--once");
            assertThat(read.out()).contains(" 0 applied").contains(" 1 quarantined");
        } finally {
            System.clearProperty("catalog-sync.cdc.positions");
        }
        String letter = shop.cdc("dlq", "list")
                .out()
                .lines()
                .filter(line -> line.contains("redrive/"))
                .findFirst()
                .orElseThrow();
        String id = letter.substring(0, 16);
        assertThat(shop.cdc("dlq", "show", id).out()).contains(HEADER).contains(key);

        Printed redriven = shop.cdc("dlq", "redrive", id);

        assertThat(redriven.err()).isEmpty();
        assertThat(redriven.out()).contains("1 of 1 redriven");
        assertThat(quantity(key)).isEqualTo(4);
    }

    private Process start(String source) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx300m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Instance.class.getName(),
                source));
        command.addAll(Arrays.asList(shop.properties()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile());
        builder.environment().putAll(shop.environment);
        return builder.start();
    }

    private void put(String key, DmsFile file) {
        put(key, file.bytes());
    }

    private void put(String key, byte[] bytes) {
        shop.stores.objects().put(key, bytes);
    }

    private SyncState.Entry progress(String prefix) {
        return shop.stores.state().find("cdc-files:files-staging/" + prefix).orElseThrow();
    }

    private long line(String prefix) {
        return shop.stores
                .state()
                .find("cdc-files:files-staging/" + prefix)
                .map(entry -> Long.parseLong(entry.fields().getOrDefault("line", "0")))
                .orElse(0L);
    }

    private Map<String, Integer> stock(List<String> keys) {
        Map<String, Integer> stock = new HashMap<>();
        shop.stores
                .products()
                .getAll(keys.stream().map(Isbn::new).toList())
                .values()
                .forEach(item -> {
                    if (item instanceof StoredItem.Live live) {
                        stock.put(live.isbn().value(), live.product().quantityAvailable());
                    }
                });
        return stock;
    }

    private int quantity(String isbn) {
        return shop.item(isbn).orElse(null) instanceof StoredItem.Live live
                ? live.product().quantityAvailable()
                : GONE;
    }

    private int indexed(String isbn) {
        List<IndexDocument> found = shop.stores.index().get(shop.generation, List.of(new Isbn(isbn)));
        Product product = found.isEmpty() ? null : found.getFirst().product();
        return product == null ? GONE : product.quantityAvailable();
    }
}
