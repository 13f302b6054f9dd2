package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.catalogsync.devstack.erp.ErpSimulator;
import org.catalogsync.devstack.erp.SimulatorSettings;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.SetDigest;
import org.catalogsync.model.StoredItem;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two empty read sides, one filled from the ERP's dump, one by asking an ERP that has the same rows. That ERP is the stack's simulator with its usual rate and latencies, which shares no line of code with the adapter: it sends the bytes of
 * the dump's cells.
 */
class SoapBesideFilesTest {
    private static final int ROWS = Integer.getInteger("soap.rows", 400);

    /** What only a file can break: a row of a database has all of its columns, and the ERP's batches speak of one warehouse. */
    private static final Set<RowRule> OF_FILES = Set.of(RowRule.COLUMN_COUNT, RowRule.WAREHOUSE_MISSING);

    @TempDir
    static Path folder;

    @Test
    void bothNightsShowTheSameContentWhereverItCameFrom() throws IOException {
        Path dump = dump();
        try (ErpSimulator erp = ErpSimulator.start(
                        SimulatorSettings.of(dump.resolve("products.csv").toString()));
                Sandbox asked = open("asked", erp);
                Sandbox read = open("read", erp)) {
            long began = System.nanoTime();
            Result soap = asked.json("nightly", "--source", "soap:" + dump);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            JsonNode atTheErp = statistics(erp);
            Result files = read.json("nightly", "--source", "files:" + dump);

            long products = files.number("plan/created");
            assertThat(products).isGreaterThan(ROWS * 9L / 10);
            for (Result night : List.of(soap, files)) {
                assertThat(night.exit()).as(night.err()).isZero();
                assertThat(night.number("plan/created")).isEqualTo(products);
                assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
            }
            assertThat(atTheErp.path("rows").asLong())
                    .as("rows that the simulator sent")
                    .isGreaterThanOrEqualTo(products);
            assertThat(content(asked)).isEqualTo(content(read));
            SetDigest digest = tableDigest(read);
            assertThat(List.of(indexDigest(read), tableDigest(asked), indexDigest(asked)))
                    .containsOnly(digest);
            System.out.printf(
                    "%d rows, %s; the night that asked took %d s: %s%n", ROWS, digest, took.toSeconds(), atTheErp);

            // The other way on each finds nothing to do.
            for (Result night : List.of(
                    asked.json("nightly", "--source", "files:" + dump), read.json("nightly", "--source", "soap"))) {
                assertThat(night.exit()).as(night.err()).isZero();
                assertThat(night.number("plan/unchanged")).isEqualTo(products);
                assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
            }
            assertThat(content(asked)).isEqualTo(content(read)).hasSize((int) (2 * products));
        }
    }

    /** The sample with its repeated, unreadable and wrong rows, but for those that no ERP can be asked about. */
    private static Path dump() throws IOException {
        Path dump = folder.resolve("dump");
        Path file = dump.resolve("products.csv");
        Instant lately = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        SampleCatalogue.write(dump, SampleOptions.of(ROWS, 7).in("TK01").extractedAt(lately));
        Declaration declaration = Declarations.load(dump.resolve("source.yaml"));
        RecordCursor rows = new RecordBlock(declaration.format(), Files.readAllBytes(file), 0, 1, 0).rows();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        while (rows.next()) {
            boolean isOfFiles = RowRules.judge(declaration.mapping().map(rows)) instanceof RowVerdict.Rejected row
                    && OF_FILES.contains(row.counted().rule());
            if (!isOfFiles) {
                kept.writeBytes(rows.rawBytes());
                kept.write('\n');
            }
        }
        Files.write(file, kept.toByteArray());
        return dump;
    }

    private static Sandbox open(String name, ErpSimulator erp) {
        Sandbox shop = Sandbox.open(
                folder.resolve(name),
                "beside-" + name,
                "catalog-sync.longest-transaction=PT1S",
                "catalog-sync.clock-skew=PT0S");
        shop.environment().put("ERP_ENDPOINT", erp.endpoint().toString());
        shop.environment().put("ERP_AUTH_TOKEN", ErpSimulator.TOKEN);
        return shop;
    }

    private static JsonNode statistics(ErpSimulator erp) throws IOException {
        try (InputStream in = erp.at("/control/stats").toURL().openStream()) {
            return JsonMapper.shared().readTree(in);
        }
    }

    /** Table and generation, but not the moment of which they are. */
    private static Map<String, String> content(Sandbox shop) {
        Map<String, String> content = new TreeMap<>(shop.export());
        content.remove("state nightly");
        return content;
    }

    private static SetDigest tableDigest(Sandbox shop) {
        SetDigest digest = new SetDigest();
        String from = null;
        do {
            ProductTable.Page page = shop.stores().products().scan(0, 1, from);
            for (StoredItem item : page.items()) {
                if (item instanceof StoredItem.Live live) {
                    digest.add(ContentHash.of(live.product()));
                }
            }
            from = page.next();
        } while (from != null);
        return digest;
    }

    private static SetDigest indexDigest(Sandbox shop) {
        SetDigest digest = new SetDigest();
        String generation = shop.stores().index().live().orElseThrow();
        shop.stores().index().scan(generation, document -> {
            if (document.product() != null) {
                digest.add(ContentHash.of(document.product()));
            }
        });
        return digest;
    }
}
