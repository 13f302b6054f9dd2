package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.Products;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose rows come from the ERP's SOAP service, which refuses, is away, changes meanwhile and says odd things. {@link SoapBesideFilesTest} holds one against a night from a dump. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SoapNightTest {
    private static final int VOLUMES = 400;

    @TempDir
    static Path folder;

    private final SoapShop erp = new SoapShop();
    private List<Product> products = List.of();
    private Sandbox shop;

    @BeforeAll
    void openShop() throws IOException {
        Instant lately = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        SampleCatalogue.write(
                folder.resolve("dump"), SampleOptions.of(VOLUMES, 7).in("TK01").extractedAt(lately));
        products = productsOf(folder.resolve("dump"));
        products.forEach(erp::has);
        shop = Sandbox.open(folder, "soap", "catalog-sync.longest-transaction=PT1S", "catalog-sync.clock-skew=PT0S");
    }

    /** What the ERP has: of several good rows of a volume the newest. */
    private static List<Product> productsOf(Path dump) throws IOException {
        Declaration declaration = Declarations.load(dump.resolve("source.yaml"));
        RecordCursor rows =
                new RecordBlock(declaration.format(), Files.readAllBytes(dump.resolve("products.csv")), 0, 1, 0).rows();
        Map<Isbn, RowVerdict.Accepted> newest = new TreeMap<>();
        while (rows.next()) {
            if (RowRules.judge(declaration.mapping().map(rows)) instanceof RowVerdict.Accepted row) {
                newest.merge(
                        row.product().isbn(),
                        row,
                        (one, other) -> updatedAt(one).isAfter(updatedAt(other)) ? one : other);
            }
        }
        return newest.values().stream().map(RowVerdict.Accepted::product).toList();
    }

    private static Instant updatedAt(RowVerdict.Accepted row) {
        return Objects.requireNonNull(row.updatedAt());
    }

    @AfterAll
    void closeShop() {
        shop.close();
        erp.close();
    }

    @Test
    @Order(1)
    void saysWhatIsMissingBeforeTheErpCanBeAsked() {
        Result unset = shop.json("nightly", "--source", "soap");
        assertThat(unset.exit()).isEqualTo(2);
        assertThat(unset.text("error/code")).isEqualTo("erp_settings");
        assertThat(unset.text("error/found")).contains("ERP_ENDPOINT is not set");

        shop.environment().putAll(erp.environment());
        Result nothing = shop.json("nightly", "--source", "soap");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.text("error/code")).isEqualTo("source_empty");
        assertThat(erp.asked()).isEmpty();
    }

    @Test
    @Order(2)
    void fillsAnEmptyReadSideFromAListAndGoesOnAfterAnOutage() {
        erp.refuses(Integer.MAX_VALUE, 403);
        Result stopped = shop.json("nightly", "--source", "soap:" + folder.resolve("dump"));
        assertThat(stopped.exit()).isEqualTo(1);
        assertThat(stopped.text("error/code")).isEqualTo("erp_unavailable");
        assertThat(stopped.text("error/what")).contains("http_403");
        erp.refuses(1, 503);

        Result night = shop.json("restart", stopped.text("run"));

        assertThat(night.exit()).as(night.err()).isZero();
        assertThat(night.number("plan/created")).isEqualTo(products.size());
        assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
        assertThat(erp.asked()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(products.size());
        Map<String, String> fromDump = new TreeMap<>();
        products.forEach(product -> fromDump.put("dynamodb " + product.isbn(), product.toString()));
        products.forEach(product -> fromDump.put("opensearch " + product.isbn(), product.toString()));
        assertThat(withoutWatermark(shop.export())).isEqualTo(fromDump);
    }

    @Test
    @Order(3)
    void writesWhatTheErpSaysNowAndHoldsWhatItSaysUnreadably() {
        List<Product> sold = products.subList(0, 10);
        sold.forEach(product -> erp.has(withQuantity(product, product.quantityAvailable() + 1_000)));
        List<Product> gone = products.subList(10, 15);
        gone.forEach(product -> erp.lacks(product.isbn().value()));
        List<Product> odd = products.subList(15, 18);
        odd.forEach(product -> erp.garbles(product.isbn().value(), "-3"));
        Product overtaken = products.get(18);
        erp.has(withQuantity(overtaken, 1));
        Product newer = withQuantity(overtaken, 77_777);
        // A change of an hour ago that comes late: its key is not in the table when the run collects what to ask for.
        Product late = Products.product(900_000, "遅れて来た本", 3);
        Instant began = Instant.now();
        erp.meanwhile(() -> {
            put(newer, new SourceVersion.Change(1, BigInteger.ONE, 1, Instant.now()));
            put(late, new SourceVersion.Change(1, BigInteger.TWO, 1, began.minusSeconds(3_600)));
        });

        Result night = shop.json("nightly", "--source", "soap");

        assertThat(night.exit()).as(night.err()).isZero();
        assertThat(night.number("plan/changed")).isEqualTo(10);
        assertThat(night.number("plan/deleted")).isEqualTo(5);
        assertThat(night.number("plan/held")).isEqualTo(4);
        assertThat(night.number("plan/superseded")).isEqualTo(1);
        assertThat(night.number("rows/rejected_by_rule/row_unreadable")).isEqualTo(3);
        assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
        Map<String, String> after = shop.export();
        sold.forEach(product -> assertThat(after.get("dynamodb " + product.isbn()))
                .isEqualTo(withQuantity(product, product.quantityAvailable() + 1_000)
                        .toString()));
        gone.forEach(
                product -> assertThat(after.get("dynamodb " + product.isbn())).isEqualTo("deleted"));
        odd.forEach(
                product -> assertThat(after.get("dynamodb " + product.isbn())).isEqualTo(product.toString()));
        assertThat(after.get("dynamodb " + overtaken.isbn())).isEqualTo(newer.toString());
        assertThat(after.get("dynamodb " + late.isbn())).isEqualTo(late.toString());
        assertThat(shop.json("rejects", night.text("run"), "--rule", "row_unreadable")
                        .json()
                        .at("/rejects/0/reasons/0/found")
                        .asString())
                .startsWith("quantity_negative");
    }

    private void put(Product product, SourceVersion version) {
        ProductTable table = shop.stores().products();
        long rev = table.get(product.isbn()).map(item -> item.stamp().rev()).orElse(ProductTable.ProductWrite.ABSENT);
        StoredItem.Stamp stamp =
                new StoredItem.Stamp(rev + 1, version, product.isbn().value(), Instant.now(), "update");
        assertThat(table.write(List.of(new ProductTable.ProductWrite(new StoredItem.Live(product, stamp), rev))))
                .containsExactly(ProductTable.WriteOutcome.WRITTEN);
    }

    private static Product withQuantity(Product product, int quantity) {
        return new Product(
                product.isbn(),
                product.title(),
                product.titleKana(),
                product.author(),
                product.genre(),
                quantity,
                org.catalogsync.model.legacy.StockStatuses.decide(product.stockStatus(), quantity),
                product.priceJpy(),
                product.warehouse(),
                product.lastRestockDate(),
                product.restockEtaDays());
    }

    private static Map<String, String> withoutWatermark(Map<String, String> export) {
        Map<String, String> rest = new TreeMap<>(export);
        rest.remove("state nightly");
        return rest;
    }
}
