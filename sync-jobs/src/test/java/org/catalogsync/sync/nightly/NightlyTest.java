package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.catalogsync.sync.sample.SampleTallies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Several nights of one shop, one after another, each against what the night before left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightlyTest {
    private static final int VOLUMES = 3_000;
    private static final SampleOptions FIRST = SampleOptions.of(VOLUMES, 7);
    private static final SampleChange CHANGE = new SampleChange(100, 40, 25);

    @TempDir
    static Path folder;

    private Sandbox shop;
    private SampleTallies first;

    @BeforeAll
    void openShop() {
        shop = Sandbox.open(folder, "nights");
        first = SampleCatalogue.write(folder.resolve("first"), FIRST);
    }

    @AfterAll
    void closeShop() {
        shop.close();
    }

    @Test
    @Order(1)
    void fillsAnEmptyReadSide() {
        Result night = shop.json("nightly", "--source", source("first"));

        assertThat(night.exit()).as(night.err()).isZero();
        assertThat(night.text("status")).isEqualTo("COMPLETED");
        assertThat(night.number("rows/read")).isEqualTo(first.read());
        assertThat(night.number("rows/accepted")).isEqualTo(first.accepted());
        assertThat(night.number("rows/duplicates")).isEqualTo(first.duplicates());
        assertThat(night.number("rows/rejected")).isEqualTo(first.rejectedRows());
        first.rejected().forEach((rule, count) -> {
            if (count > 0) {
                assertThat(night.number("rows/rejected_by_rule/" + rule.id())).isEqualTo(count);
            }
        });
        assertThat(night.number("plan/created")).isEqualTo(first.accepted());
        assertThat(night.number("embeddings/computed") + night.number("embeddings/reused"))
                .isEqualTo(first.accepted());
        assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
        assertThat(night.number("reconcile/extract")).isEqualTo(first.accepted());
        assertThat(shop.stores().products().count().live()).isEqualTo(first.accepted());
        assertThat(shop.stores().index().count(night.text("generation"))).isEqualTo(first.accepted());
        assertThat(shop.stores().index().live()).contains(night.text("generation"));
        assertThat(Path.of(night.text("report"))).exists();
    }

    @Test
    @Order(2)
    void findsAlteredTitlesFirstByVectorAndByText() {
        List<Product> products = new ArrayList<>();
        shop.stores().products().scan(0, 1, null).items().forEach(item -> {
            if (item instanceof StoredItem.Live live) {
                products.add(live.product());
            }
        });
        Collections.shuffle(products, new Random(11));
        List<Product> wanted = products.subList(0, 200);
        List<String> typed = AlteredTitles.of(wanted, 11);
        Map<String, float[]> vectors = shop.stores().embeddings().embed(typed).byText();

        int near = 0;
        int text = 0;
        for (int i = 0; i < wanted.size(); i++) {
            float[] vector = Objects.requireNonNull(vectors.get(typed.get(i)));
            near += isFirst(wanted.get(i), shop.stores().index().searchNear(vector, 1));
            text += isFirst(wanted.get(i), shop.stores().index().searchText(typed.get(i), 1));
        }

        assertThat(near).as("found first by vector, of 200").isGreaterThanOrEqualTo(180);
        assertThat(text).as("found first by text, of 200").isGreaterThanOrEqualTo(180);
    }

    private static int isFirst(Product wanted, List<CatalogueIndex.Hit> hits) {
        return !hits.isEmpty() && hits.getFirst().isbn().equals(wanted.isbn()) ? 1 : 0;
    }

    @Test
    @Order(3)
    void writesNothingWhenNothingChanged() {
        Map<String, String> before = shop.export();

        Result night = shop.json("nightly", "--source", source("first"));

        assertThat(night.exit()).as(night.err()).isZero();
        assertThat(night.number("plan/created")).isZero();
        assertThat(night.number("plan/changed")).isZero();
        assertThat(night.number("plan/deleted")).isZero();
        assertThat(night.number("plan/unchanged")).isEqualTo(first.accepted());
        assertThat(night.number("embeddings/computed")).isZero();
        assertThat(shop.export()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void showsTheSamePlanInADryRunAndWritesNothing() {
        SampleCatalogue.write(folder.resolve("second"), FIRST.changed(CHANGE));
        Map<String, String> before = shop.export();
        Optional<String> live = shop.stores().index().live();

        Result dry = shop.json("nightly", "--source", source("second"), "--dry-run");

        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.number("plan/created")).isEqualTo(25);
        assertThat(dry.number("plan/changed")).isEqualTo(100);
        assertThat(dry.number("plan/deleted")).isEqualTo(40);
        assertThat(shop.export()).isEqualTo(before);
        assertThat(shop.stores().index().live()).isEqualTo(live);
    }

    @Test
    @Order(5)
    void writesExactlyWhatChangedWhileTheAliasAlwaysAnswers() throws Exception {
        SampleTallies second = SampleCatalogue.write(folder.resolve("second"), FIRST.changed(CHANGE));
        Isbn changed = new Isbn(second.changed().getFirst());
        AnswerCache cache = shop.stores().cache();
        AnswerCache.Token token = cache.token(List.of(changed));
        assertThat(cache.fill("answer", "old", token, Duration.ofMinutes(5))).isTrue();

        Result night;
        List<Integer> hits;
        try (Poll poll = new Poll()) {
            night = shop.json("nightly", "--source", source("second"));
            hits = poll.end();
        }

        assertThat(night.exit()).as(night.err()).isZero();
        assertThat(night.number("plan/created")).isEqualTo(25);
        assertThat(night.number("plan/changed")).isEqualTo(100);
        assertThat(night.number("plan/deleted")).isEqualTo(40);
        assertThat(night.number("embeddings/computed")).isEqualTo(25);
        assertThat(hits).hasSizeGreaterThan(20).allMatch(hits.getFirst()::equals);
        assertThat(cache.get("answer")).as("an answer about a changed ISBN").isEmpty();
        assertThat(shop.stores().products().getAll(isbns(second.removed())).values())
                .hasSize(40)
                .allMatch(item -> item instanceof StoredItem.Tombstone);
        assertThat(shop.stores().products().count().live()).isEqualTo(second.accepted());
        assertThat(rawCount(shop.stores().settings().catalogAlias()))
                .as("what anybody counts through the alias, tombstones or not")
                .isEqualTo(second.accepted());
    }

    private long rawCount(String alias) throws Exception {
        URI count = URI.create(shop.stores().settings().openSearch() + "/" + alias + "/_count");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(HttpRequest.newBuilder(count).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared().readTree(answer).at("/count").asLong();
        }
    }

    @Test
    @Order(6)
    void stopsBeforeTheFirstWriteWhenAFifthIsMissingAndGoesOnForAReason() {
        SampleCatalogue.write(folder.resolve("third"), FIRST.changed(new SampleChange(0, VOLUMES / 5, 0)));
        Map<String, String> before = shop.export();

        Result gated = shop.json("nightly", "--source", source("third"));

        assertThat(gated.exit()).isEqualTo(3);
        assertThat(gated.text("status")).isEqualTo("GATED");
        assertThat(gated.text("error/code")).isEqualTo("gate_stopped");
        assertThat(gated.json().at("/gate").toString()).contains("delete_rate", "failed");
        assertThat(shop.export()).isEqualTo(before);

        Result stillGated = shop.json("restart", gated.text("run"));
        assertThat(stillGated.exit()).isEqualTo(3);

        Result accepted = shop.json("restart", gated.text("run"), "--accept-gate", "clearance sale");
        assertThat(accepted.exit()).as(accepted.err()).isZero();
        assertThat(accepted.text("run")).isEqualTo(gated.text("run"));
        assertThat(accepted.json().at("/acceptances/0/reason").asString()).isEqualTo("clearance sale");
        assertThat(accepted.json().at("/acceptances/0/who").asString()).isNotBlank();
        assertThat(accepted.json().at("/acceptances/0/at").asString()).isNotBlank();
        assertThat(accepted.json().at("/gate").toString()).contains("accepted_by_operator");
        assertThat(accepted.json().at("/reconcile/equal").asBoolean()).isTrue();
    }

    @Test
    @Order(7)
    void keepsTwoGenerationsBehindTheLiveOne() {
        String live = shop.stores().index().live().orElseThrow();

        assertThat(shop.stores().index().generations()).hasSize(3).endsWith(live);
    }

    @Test
    @Order(8)
    void listsAndShowsRunsAndTheirRejects() {
        Result runs = shop.json("runs");
        assertThat(runs.exit()).isZero();
        assertThat(runs.json().at("/runs").size()).isEqualTo(5);

        Result shown = shop.json("show", "1");
        assertThat(shown.exit()).isZero();
        assertThat(shown.number("rows/read")).isEqualTo(first.read());
        assertThat(shop.text("show", "1").out()).contains("COMPLETED", "isbn_check_digit");

        Result rejects = shop.json("rejects", "1");
        assertThat(rejects.json().at("/rejects").size()).isEqualTo((int) first.rejectedRows());
        assertThat(rejects.json().at("/rejects/0/raw").asString()).isNotBlank();
        assertThat(rejects.json().at("/rejects/0/reasons").size()).isPositive();
        Result ofOneRule = shop.json("rejects", "1", "--rule", "title_missing");
        assertThat(ofOneRule.json().at("/rejects").size())
                .isEqualTo(first.rejected()
                        .getOrDefault(org.catalogsync.quality.row.RowRule.TITLE_MISSING, 0L)
                        .intValue());
    }

    @Test
    @Order(9)
    void refusesToRestartARunThatANewerOneHasOvertaken() {
        SampleCatalogue.write(folder.resolve("fourth"), FIRST.changed(new SampleChange(0, 2 * VOLUMES / 5, 0)));
        Result gated = shop.json("nightly", "--source", source("fourth"));
        assertThat(gated.exit()).isEqualTo(3);
        assertThat(shop.json("nightly", "--source", source("third")).exit()).isZero();
        Map<String, String> before = shop.export();

        Result late = shop.json("restart", gated.text("run"), "--accept-gate", "too late");

        assertThat(late.exit()).isEqualTo(2);
        assertThat(late.text("error/code")).isEqualTo("overtaken");
        assertThat(shop.export()).isEqualTo(before);
        assertThat(shop.json("restart", "1").text("error/found")).isEqualTo("COMPLETED");
    }

    @Test
    @Order(10)
    void leavesALiveRunAlone() throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        "jdbc:h2:file:" + shop.var() + "/jobs/catalog-sync;AUTO_SERVER=TRUE");
                PreparedStatement lease = database.prepareStatement(
                        "UPDATE sync_lease SET owner = 'another', epoch = epoch + 1, heartbeat_at = CURRENT_TIMESTAMP")) {
            assertThat(lease.executeUpdate()).isEqualTo(1);
        }

        Result night = shop.json("nightly", "--source", source("first"));

        assertThat(night.exit()).isEqualTo(5);
        assertThat(night.text("error/code")).isEqualTo("busy");
        assertThat(night.text("error/found")).contains("another", "heartbeat");
    }

    @Test
    @Order(11)
    void refusesWhatItDoesNotUnderstandAsOneJsonObject() {
        assertThat(shop.json("nightly", "--surprise").exit()).isEqualTo(2);
        assertThat(shop.json("nightly", "--surprise").text("error/code")).isEqualTo("usage");
        assertThat(shop.json("show", "999").exit()).isEqualTo(2);
        assertThat(shop.json("restart", "1").exit()).isIn(2, 5);
        assertThat(shop.json("rejects", "1", "--rule", "no_such_rule").exit()).isEqualTo(2);
    }

    private String source(String name) {
        return "files:" + folder.resolve(name);
    }

    private static Collection<Isbn> isbns(List<String> keys) {
        Collection<Isbn> isbns = new TreeSet<>();
        keys.forEach(key -> isbns.add(new Isbn(key)));
        return isbns;
    }

    /** Asks the alias for a common title every 50 ms. */
    private final class Poll implements AutoCloseable {
        private final AtomicBoolean on = new AtomicBoolean(true);
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<List<Integer>> hits = thread.submit(this::poll);

        private List<Integer> poll() throws InterruptedException {
            List<Integer> seen = new ArrayList<>();
            while (on.get()) {
                seen.add(shop.stores().index().searchText("1", 10).size());
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return seen;
        }

        List<Integer> end() throws Exception {
            on.set(false);
            return hits.get(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            on.set(false);
            thread.shutdownNow();
        }
    }
}
