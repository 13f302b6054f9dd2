package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.stores.products.ProductWriter.Outcome;
import org.catalogsync.stores.products.ProductWriter.Request;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.catalogsync.sync.sample.SampleTallies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The reconciler is tested by breaking what it watches: every way of being wrong, in each store, must be found, named and put right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconcileTest {
    private static final SampleOptions FIRST = SampleOptions.of(600, 21);

    @TempDir
    static Path folder;

    private Sandbox shop;
    private RawStores raw;
    private String generation;
    private List<String> deleted;
    private List<Product> products;
    private Map<String, String> before;

    @BeforeAll
    void leaveASecondNightBehind() {
        shop = Sandbox.open(folder, "mutations", "catalog-sync.index-lag=PT0S");
        SampleCatalogue.write(folder.resolve("first"), FIRST);
        SampleTallies second =
                SampleCatalogue.write(folder.resolve("second"), FIRST.changed(new SampleChange(5, 6, 4)));
        night("first");
        night("second");
        raw = new RawStores(shop.stores());
        generation = shop.stores().index().live().orElseThrow();
        deleted = second.removed();
        products = live();
        before = shop.export();
    }

    @AfterAll
    void closeShop() {
        raw.close();
        shop.close();
    }

    private void night(String source) {
        Result night = shop.json("nightly", "--source", "files:" + folder.resolve(source));
        assertThat(night.exit()).as(night.err() + night.out()).isZero();
    }

    private List<Product> live() {
        List<Product> live = new ArrayList<>();
        shop.stores().products().scan(0, 1, null).items().forEach(item -> {
            if (item instanceof StoredItem.Live found) {
                live.add(found.product());
            }
        });
        return live;
    }

    @Test
    @Order(1)
    void findsNothingAfterANight() {
        Result look = shop.json("reconcile");

        assertThat(look.exit()).as(look.err() + look.out()).isZero();
        assertThat(look.json().at("/equal").asBoolean()).isTrue();
        assertThat(look.number("not_comparable")).isZero();
        assertThat(look.json().at("/differences").size()).isZero();
        assertThat(look.number("repaired")).isZero();
        assertThat(look.json().at("/not_compared").size()).isZero();
        assertThat(look.number("dynamodb")).isEqualTo(products.size());
        assertThat(look.number("opensearch")).isEqualTo(products.size());
        assertThat(shop.text("reconcile").out()).startsWith("equal");
    }

    @Test
    @Order(2)
    void findsNamesAndRepairsEveryMutationOfTheTable() {
        String dropped = isbn(0);
        String altered = isbn(1);
        String left = isbn(2);
        String right = isbn(3);
        String resurrected = deleted.getFirst();
        String copy = unused();
        raw.dropItem(dropped);
        raw.alterItem(altered, item -> item.put("quantity_available", AttributeValue.fromN("98765")));
        swapItems(left, right);
        raw.alterItem(resurrected, item -> {
            item.keySet().removeAll(List.of("deleted", "expires_at"));
            Map<String, AttributeValue> another = raw.item(isbn(4));
            another.keySet().removeAll(List.of("isbn", "rev", "source_version", "source_key"));
            item.putAll(another);
        });
        Map<String, AttributeValue> doubled = raw.item(isbn(5));
        doubled.put("isbn", AttributeValue.fromS(copy));
        raw.putItem(doubled);

        Result look = shop.json("reconcile");

        assertThat(look.exit()).as(look.err()).isEqualTo(4);
        assertThat(look.json().at("/equal").asBoolean()).isFalse();
        Map<String, String> found = differences(look);
        assertThat(found)
                .containsEntry(dropped + " dynamodb", "missing")
                .containsEntry(altered + " dynamodb quantity_available", "diverged")
                .containsEntry(left + " dynamodb title", "diverged")
                .containsEntry(right + " dynamodb title", "diverged")
                .containsEntry(resurrected + " dynamodb", "unexpected")
                .containsEntry(copy + " dynamodb", "unexpected");
        assertThat(keys(found))
                .as("nothing else, and no document is blamed for its item")
                .containsExactlyInAnyOrder(
                        dropped + " dynamodb",
                        altered + " dynamodb",
                        left + " dynamodb",
                        right + " dynamodb",
                        resurrected + " dynamodb",
                        copy + " dynamodb");
        assertThat(valuesOf(look, altered))
                .containsExactly(Integer.toString(products.get(1).quantityAvailable()), "98765");
        repairs(6, copy);
    }

    @Test
    @Order(3)
    void findsNamesAndRepairsEveryMutationOfTheIndex() {
        String dropped = isbn(10);
        String altered = isbn(11);
        String left = isbn(12);
        String right = isbn(13);
        String doubled = isbn(15);
        String resurrected = deleted.get(1);
        raw.dropDocument(generation, dropped);
        raw.alterDocument(generation, altered, document -> document.put("author", "Nobody"));
        ObjectNode leftDocument = raw.document(generation, left);
        ObjectNode rightDocument = raw.document(generation, right);
        raw.putDocument(generation, left, rightDocument.deepCopy().put("isbn", left));
        raw.putDocument(generation, right, leftDocument.deepCopy().put("isbn", right));
        raw.putDocument(generation, "copy-of-" + doubled, raw.document(generation, doubled));
        raw.putDocument(
                generation, resurrected, raw.document(generation, isbn(14)).put("isbn", resurrected));

        Result look = shop.json("reconcile");

        assertThat(look.exit()).as(look.err()).isEqualTo(4);
        Map<String, String> found = differences(look);
        assertThat(found)
                .containsEntry(dropped + " opensearch", "missing")
                .containsEntry(altered + " opensearch author", "diverged")
                .containsEntry(left + " opensearch title", "diverged")
                .containsEntry(right + " opensearch title", "diverged")
                .containsEntry(doubled + " opensearch", "unexpected")
                .containsEntry(resurrected + " opensearch", "unexpected");
        assertThat(keys(found))
                .containsExactlyInAnyOrder(
                        dropped + " opensearch",
                        altered + " opensearch",
                        left + " opensearch",
                        right + " opensearch",
                        doubled + " opensearch",
                        resurrected + " opensearch");
        assertThat(look.number("unexpected")).isEqualTo(2);
        repairs(6, null);
    }

    @Test
    @Order(4)
    void namesAndRepairsWhatNoWriterOfOursCanHaveWritten() {
        String malformed = isbn(20);
        String withoutTitle = isbn(21);
        String underAnother = isbn(22);
        raw.alterItem(malformed, item -> item.put("quantity_available", AttributeValue.fromS("many")));
        Map<String, AttributeValue> foreign = raw.item(isbn(23));
        foreign.put("isbn", AttributeValue.fromS("not-an-isbn"));
        raw.putItem(foreign);
        raw.alterDocument(generation, withoutTitle, document -> document.remove("title"));
        raw.alterDocument(generation, underAnother, document -> document.put("isbn", isbn(24)));

        Result look = shop.json("reconcile");

        assertThat(look.exit()).as(look.err()).isEqualTo(4);
        assertThat(differences(look))
                .containsOnly(
                        Map.entry(malformed + " dynamodb quantity_available", "diverged"),
                        Map.entry("not-an-isbn dynamodb", "unexpected"),
                        Map.entry(withoutTitle + " opensearch title", "diverged"),
                        Map.entry(underAnother + " opensearch isbn", "diverged"));
        repairs(4, null);
    }

    @Test
    @Order(4)
    void findsNamesAndRepairsWhatFollowsFromOtherFields() {
        String expiring = isbn(50);
        String hashed = isbn(51);
        raw.alterItem(expiring, item -> item.put("expires_at", AttributeValue.fromN("1775001600")));
        raw.alterItem(hashed, item -> item.put("content_hash", AttributeValue.fromS("another")));
        alterUnderItsRev(isbn(52), document -> document.put("series", "another"));
        alterUnderItsRev(isbn(53), document -> document.put("volume", "999"));
        alterUnderItsRev(isbn(54), document -> document.put("content_hash", "another"));
        alterUnderItsRev(isbn(55), document -> document.put("rev", 1));

        Result look = shop.json("reconcile");

        assertThat(look.exit()).as(look.err()).isEqualTo(4);
        assertThat(differences(look))
                .containsOnly(
                        Map.entry(expiring + " dynamodb expires_at", "diverged"),
                        Map.entry(hashed + " dynamodb content_hash", "diverged"),
                        Map.entry(isbn(52) + " opensearch series", "diverged"),
                        Map.entry(isbn(53) + " opensearch volume", "diverged"),
                        Map.entry(isbn(54) + " opensearch content_hash", "diverged"),
                        Map.entry(isbn(55) + " opensearch rev", "diverged"));
        assertThat(valuesOf(look, expiring)).containsExactly("nothing on a live item", "1775001600");
        assertThat(valuesOf(look, hashed))
                .containsExactly(ContentHash.of(products.get(51)).toString(), "another");
        repairs(6, null);
        assertThat(raw.item(expiring)).doesNotContainKey("expires_at");
        assertThat(raw.item(hashed).get("content_hash"))
                .isEqualTo(AttributeValue.fromS(ContentHash.of(products.get(51)).toString()));
    }

    /** So that nothing but what is altered differs: the version is the rev again. */
    private void alterUnderItsRev(String isbn, Consumer<ObjectNode> change) {
        ObjectNode document = raw.document(generation, isbn);
        long version = document.path("rev").asLong() + 1;
        document.put("rev", version);
        change.accept(document);
        raw.putDocument(generation, isbn, document);
    }

    private void repairs(int keys, @Nullable String tombstone) {
        Result repair = shop.json("reconcile", "--repair");

        assertThat(repair.exit()).as(repair.err() + repair.out()).isZero();
        assertThat(repair.json().at("/equal").asBoolean()).isTrue();
        assertThat(repair.number("repaired")).isEqualTo(keys);
        assertThat(repair.json().at("/differences").size()).isZero();
        if (tombstone != null) {
            // A key that was there too much is remembered as deleted; nothing else may tell it from the state before.
            before.put("dynamodb " + tombstone, "deleted");
        }
        assertThat(changes(before, shop.export())).isEmpty();
    }

    @Test
    @Order(5)
    void leavesWhatIsNewerThanTheExtractAloneAndListsIt() {
        Product newer = sold(products.get(30), 7);
        apply(new Incoming.Put(newer, version(1)), "key");
        apply(new Incoming.Delete(products.get(31).isbn(), version(2), null), null);

        Result look = shop.json("reconcile");
        Result repair = shop.json("reconcile", "--repair");

        assertThat(look.number("not_comparable")).isEqualTo(2);
        assertThat(keysOf(look.json().at("/not_comparable_keys"))).containsExactlyInAnyOrder(isbn(30), isbn(31));
        assertThat(differences(look))
                .as("no stream follows here, so the generation has not heard of them")
                .containsOnly(
                        Map.entry(isbn(30) + " opensearch quantity_available", "diverged"),
                        Map.entry(isbn(31) + " opensearch", "unexpected"));
        assertThat(repair.exit()).as(repair.out()).isZero();
        assertThat(repair.number("repaired")).isEqualTo(2);
        assertThat(repair.number("not_comparable")).isEqualTo(2);
        assertThat(shop.stores().products().get(newer.isbn()))
                .hasValueSatisfying(item -> assertThat(item)
                        .isInstanceOfSatisfying(
                                StoredItem.Live.class,
                                live -> assertThat(live.product()).isEqualTo(newer)));
        assertThat(shop.stores().products().get(products.get(31).isbn()).orElseThrow())
                .isInstanceOf(StoredItem.Tombstone.class);
        assertThat(shop.stores().index().get(generation, List.of(newer.isbn())))
                .singleElement()
                .satisfies(document -> assertThat(document.product()).isEqualTo(newer));
    }

    @Test
    @Order(6)
    void keepsTheItemOfARejectedRowAndListsItAsHeld() throws IOException {
        String rejected = rejectOneRow();
        Isbn isbn = new Isbn(rejected);
        StoredItem before = shop.stores().products().get(isbn).orElseThrow();

        Result night = shop.json("nightly", "--source", "files:" + folder.resolve("rejected"));

        assertThat(night.exit()).as(night.err() + night.out()).isZero();
        assertThat(night.number("held")).isPositive();
        List<String> held = keysOf(night.json().at("/held_keys"));
        assertThat(held).contains(rejected).hasSize((int) night.number("held"));
        assertThat(shop.stores().products().get(isbn)).contains(before);
        assertThat(shop.stores().index().get(night.text("generation"), List.of(isbn)))
                .singleElement()
                .satisfies(document -> assertThat(document.deleted()).isFalse());
        Result look = shop.json("reconcile");
        assertThat(look.exit()).as(look.out()).isZero();
        assertThat(look.number("held")).isEqualTo(night.number("held"));
        assertThat(look.number("not_comparable")).as("held is not newer").isEqualTo(2);
        generation = night.text("generation");
    }

    /** The second night's export with one title taken away, of a row that stands alone for its ISBN. */
    private String rejectOneRow() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("rejected"));
        Files.copy(folder.resolve("second/source.yaml"), copy.resolve("source.yaml"));
        String text = Files.readString(folder.resolve("second/products.csv"), StandardCharsets.ISO_8859_1);
        for (Product product : products) {
            Matcher row =
                    Pattern.compile("(?m)^" + product.isbn() + ",[^\",]+,").matcher(text);
            if (row.find() && text.split(product.isbn().value().substring(3, 12), -1).length == 2) {
                Files.writeString(
                        copy.resolve("products.csv"),
                        row.replaceFirst(product.isbn() + ",,"),
                        StandardCharsets.ISO_8859_1);
                return product.isbn().value();
            }
        }
        throw new IllegalStateException("no row stands alone");
    }

    @Test
    @Order(7)
    void tellsAStagedExtractThatSomebodyAltered() {
        long run = shop.json("reconcile").number("run");
        List<String> staged = new ArrayList<>();
        shop.stores().objects().list("batch-sync/" + run + "/validated/", object -> staged.add(object.key()));
        String altered = staged.getFirst();
        byte[] original = shop.stores().objects().read(altered);
        byte[] other = original.clone();
        int digit = new String(original, StandardCharsets.ISO_8859_1).indexOf("\"quantity_available\":") + 21;
        other[digit] = (byte) (other[digit] == '1' ? '2' : '1');
        shop.stores().objects().put(altered, other);
        // Its bucket must be read: something in it differs.
        String isbn = new String(original, StandardCharsets.UTF_8).split("\"isbn\":\"", 3)[1].substring(0, 13);
        Map<String, AttributeValue> item = raw.item(isbn);
        raw.alterItem(isbn, changed -> changed.put("author", AttributeValue.fromS("Nobody")));

        Result look = shop.json("reconcile");

        shop.stores().objects().put(altered, original);
        raw.putItem(item);
        assertThat(look.exit()).isEqualTo(2);
        assertThat(look.text("error/code")).isEqualTo("file_changed");
        assertThat(look.text("error/where")).isEqualTo(altered);
        assertThat(shop.json("reconcile").exit()).isZero();
    }

    @Test
    @Order(8)
    void comparesWhatItCanWhenTheExtractIsGone() {
        long run = shop.json("reconcile").number("run");
        List<String> staged = new ArrayList<>();
        shop.stores().objects().list("batch-sync/" + run + "/validated/", object -> staged.add(object.key()));
        staged.forEach(shop.stores().objects()::delete);
        raw.alterItem(isbn(40), item -> item.put("author", AttributeValue.fromS("Nobody")));

        Result look = shop.json("reconcile");

        assertThat(look.exit()).isEqualTo(4);
        assertThat(look.json().at("/not_compared/0").asString()).contains("extract", "run " + run, "validated/");
        assertThat(look.json().at("/extract").isNull()).isTrue();
        assertThat(differences(look))
                .as("the item's own hash still tells")
                .containsOnly(
                        Map.entry(isbn(40) + " dynamodb content_hash", "diverged"),
                        Map.entry(isbn(40) + " opensearch author", "diverged"));
        assertThat(shop.text("reconcile").out()).contains("NOT EQUAL", "not compared", isbn(40));
    }

    @Test
    @Order(9)
    void repairsNothingWhileARunIsLive() throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        "jdbc:h2:file:" + shop.var() + "/jobs/catalog-sync;AUTO_SERVER=TRUE");
                PreparedStatement lease = database.prepareStatement(
                        "UPDATE sync_lease SET owner = 'another', process = '', epoch = epoch + 1, heartbeat_at = CURRENT_TIMESTAMP")) {
            assertThat(lease.executeUpdate()).isEqualTo(1);
        }
        Map<String, String> untouched = shop.export();

        Result repair = shop.json("reconcile", "--repair");

        assertThat(repair.exit()).isEqualTo(5);
        assertThat(repair.text("error/code")).isEqualTo("busy");
        assertThat(repair.text("error/found")).contains("another", "heartbeat");
        assertThat(shop.json("rollback").exit()).isEqualTo(5);
        assertThat(shop.export()).isEqualTo(untouched);
    }

    private String isbn(int n) {
        return products.get(n).isbn().value();
    }

    private String unused() {
        return products.stream()
                .map(product -> product.isbn().value().substring(0, 11))
                .map(ReconcileTest::another)
                .filter(isbn -> raw.item(isbn).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The neighbour whose number is as far away as it can be within ten. */
    private static String another(String eleven) {
        for (int last = 0; last < 100; last++) {
            String candidate = eleven.substring(0, 11) + "%02d".formatted(last);
            if (Isbn.isCanonical(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException(eleven);
    }

    private void swapItems(String left, String right) {
        Map<String, AttributeValue> leftItem = new HashMap<>(raw.item(left));
        Map<String, AttributeValue> rightItem = new HashMap<>(raw.item(right));
        leftItem.put("isbn", AttributeValue.fromS(right));
        rightItem.put("isbn", AttributeValue.fromS(left));
        raw.putItem(leftItem);
        raw.putItem(rightItem);
    }

    private void apply(Incoming incoming, @Nullable String sourceKey) {
        ProductWriter writer = new ProductWriter(
                shop.stores().products(), Duration.ofDays(30), Duration.ofMinutes(5), Clock.systemUTC(), () -> {});
        assertThat(writer.write(List.of(Request.of(incoming, sourceKey, "update"))))
                .singleElement()
                .isInstanceOf(Outcome.Applied.class);
    }

    private static SourceVersion version(long position) {
        return new SourceVersion.Change(1, java.math.BigInteger.valueOf(position), 0, Instant.now());
    }

    static Product sold(Product product, int quantity) {
        return new Product(
                product.isbn(),
                product.title(),
                product.titleKana(),
                product.author(),
                product.genre(),
                product.quantityAvailable() + quantity,
                product.stockStatus(),
                product.priceJpy(),
                product.warehouse(),
                product.lastRestockDate(),
                product.restockEtaDays());
    }

    /** Kind by "isbn store field". */
    static Map<String, String> differences(Result result) {
        return differences(result.json());
    }

    /** The same of an object that lists differences. */
    static Map<String, String> differences(JsonNode comparison) {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode difference : comparison.at("/differences")) {
            String field = difference.path("field").isNull()
                    ? ""
                    : " " + difference.path("field").asString();
            found.put(
                    difference.path("isbn").asString() + " "
                            + difference.path("store").asString() + field,
                    difference.path("kind").asString());
        }
        return found;
    }

    /** Keys whose value is another; a whole export would drown them. */
    private static TreeSet<String> changes(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
        return all;
    }

    private static TreeSet<String> keys(Map<String, String> differences) {
        TreeSet<String> keys = new TreeSet<>();
        differences.keySet().forEach(name -> keys.add(name.split(" ", -1)[0] + " " + name.split(" ", -1)[1]));
        return keys;
    }

    private static List<String> valuesOf(Result result, String isbn) {
        List<String> values = new ArrayList<>();
        for (JsonNode difference : result.json().at("/differences")) {
            if (Objects.equals(difference.path("isbn").asString(), isbn)) {
                values.add(difference.path("expected").asString());
                values.add(difference.path("found").asString());
            }
        }
        return values;
    }

    static List<String> keysOf(JsonNode array) {
        List<String> keys = new ArrayList<>();
        array.forEach(key -> keys.add(key.asString()));
        return keys;
    }
}
