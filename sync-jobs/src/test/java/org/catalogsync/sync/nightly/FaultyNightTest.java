package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.catalogsync.devstack.fault.Chance;
import org.catalogsync.devstack.fault.Dialect;
import org.catalogsync.devstack.fault.Mishap;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights in which every tenth call to any store fares ill, and nights in which a store breaks for good: each ends as the same night ends in peace.
 *
 * <p>{@code -Dcatalogsync.faults.seed=N} throws other dice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultyNightTest {
    private static final SampleOptions FIRST = SampleOptions.of(600, 23);
    private static final SampleChange CHANGE = new SampleChange(60, 20, 15);
    private static final SampleChange NEXT_CHANGE = new SampleChange(70, 22, 18);
    private static final long SEED = Long.getLong("catalogsync.faults.seed", 20_260_301);
    private static final double SHARE = 0.1;

    @TempDir
    static Path folder;

    private Sandbox shop;
    private FaultyStores stores;
    private Map<String, String> peacefulFirst = Map.of();
    private Map<String, String> peacefulSecond = Map.of();
    private Map<String, String> peacefulThird = Map.of();

    @BeforeAll
    void liveThroughTheNightsInPeace() {
        SampleCatalogue.write(folder.resolve("first"), FIRST);
        SampleCatalogue.write(folder.resolve("second"), FIRST.changed(CHANGE));
        SampleCatalogue.write(folder.resolve("third"), FIRST.changed(CHANGE).changed(NEXT_CHANGE));
        try (Sandbox peaceful = Sandbox.open(folder.resolve("peaceful"), "peaceful-nights")) {
            peacefulFirst = nightIn(peaceful, "first");
            peacefulSecond = nightIn(peaceful, "second");
            peacefulThird = nightIn(peaceful, "third");
        }
        System.out.println("faults by chance: seed " + SEED + " (-Dcatalogsync.faults.seed)");
        shop = Sandbox.open(folder.resolve("faulty"), "faulty-nights");
        stores = FaultyStores.before(shop);
    }

    private static Map<String, String> nightIn(Sandbox peaceful, String source) {
        Result night = peaceful.json("nightly", "--source", source(source));
        assertThat(night.exit()).as(night.err()).isZero();
        night.json()
                .path("retried")
                .forEach(
                        service -> assertThat(service.path("throttled").asInt()).isZero());
        return peaceful.export();
    }

    @AfterAll
    void close() throws IOException {
        stores.close();
        shop.close();
    }

    @Test
    @Order(1)
    void endsEqualThoughEveryTenthCallFaresIll() throws IOException {
        shop.environment().put("PRODUCT_WRITES", "statements");
        shop.environment().put("EMBEDDING_WRITES", "batches");
        stores.chance(Chance.of(SEED, SHARE));
        stores.plan(Dialect.OPENSEARCH, "/_bulk", Mishap.PARTIAL);
        stores.plan(Dialect.OPENSEARCH, "/_bulk", Mishap.DUPLICATED);
        stores.plan(Dialect.EVENTBRIDGE, "PutEvents", Mishap.THROTTLED);

        Result night = shop.json("nightly", "--source", source("first"));

        assertThat(night.exit()).as(night.err() + night.out()).isZero();
        assertThat(shop.export()).isEqualTo(peacefulFirst);
        assertThat(night.number("plan/created")).isEqualTo(night.number("rows/accepted"));
        assertSaysWhatWasRetried(night);
    }

    @Test
    @Order(2)
    void endsEqualInANightOfChangesToo() throws IOException {
        shop.environment().put("PRODUCT_WRITES", "transactions");
        shop.environment().put("EMBEDDING_WRITES", "transactions");
        stores.chance(Chance.of(SEED + 1, SHARE));

        Result night = shop.json("nightly", "--source", source("second"));

        assertThat(night.exit()).as(night.err() + night.out()).isZero();
        assertThat(shop.export()).isEqualTo(peacefulSecond);
        assertThat(night.number("plan/changed")).isEqualTo(60);
        assertThat(night.number("plan/deleted")).isEqualTo(20);
        assertThat(night.number("plan/created")).isEqualTo(15);
        assertSaysWhatWasRetried(night);
    }

    @Test
    @Order(3)
    void stopsRestartableWhenTheProductTableBreaksAmidTheLoad() {
        stores.chance(Chance.NONE);
        stores.breakAt(Dialect.DYNAMODB, "TransactWriteItems", 2);

        assertStopsAndGoesOn("dynamodb");
    }

    @Test
    @Order(4)
    void stopsRestartableWhenTheIndexBreaksAmidTheReindex() {
        stores.chance(Chance.NONE);
        stores.breakAt(Dialect.OPENSEARCH, "_bulk", 3);

        assertStopsAndGoesOn("opensearch");
    }

    private void assertStopsAndGoesOn(String service) {
        shop.environment().put("STORE_DEADLINE", "PT1S");
        Result stopped = shop.json("nightly", "--source", source("third"));
        assertThat(stopped.exit()).as(stopped.err()).isEqualTo(1);
        assertThat(stopped.text("status")).isEqualTo("FAILED");
        assertThat(stopped.text("error/code")).isEqualTo("store_unavailable");
        assertThat(stopped.number("retried/" + service + "/unavailable")).isPositive();

        stores.chance(Chance.NONE);
        Result resumed = shop.json("restart", stopped.text("run"));

        assertThat(resumed.exit()).as(resumed.err() + resumed.out()).isZero();
        assertThat(resumed.number("retried/" + service + "/unavailable"))
                .as("of both attempts")
                .isGreaterThanOrEqualTo(stopped.number("retried/" + service + "/unavailable"));
        assertThat(shop.export()).isEqualTo(peacefulThird);
    }

    private void assertSaysWhatWasRetried(Result night) throws IOException {
        System.out.println("mishaps " + stores.mishaps());
        System.out.println("retried " + night.json().path("retried"));
        String page = Files.readString(Path.of(night.text("report")));
        stores.mishaps().forEach((service, mishaps) -> {
            int refused = mishaps.getOrDefault(Mishap.THROTTLED, 0) + mishaps.getOrDefault(Mishap.UNAVAILABLE, 0);
            if (refused > 0 && !service.equals("redis")) {
                assertThat(night.number("retried/" + service + "/throttled")
                                + night.number("retried/" + service + "/unavailable"))
                        .as("retried of " + service)
                        .isPositive();
                assertThat(page).contains("<th scope=\"row\">" + service + "</th>");
            }
        });
    }

    private static String source(String name) {
        return "files:" + folder.resolve(name);
    }
}
