package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleFormat;
import org.catalogsync.sync.sample.SampleOptions;
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

/** What is kept of the nights before, what is cleaned away, and the way back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GenerationsTest {
    private static final int VOLUMES = 300;

    @TempDir
    static Path folder;

    private Sandbox shop;
    private CatalogueIndex index;
    private RawStores raw;

    @BeforeAll
    void openShop() {
        shop = Sandbox.open(folder, "generations", "catalog-sync.index-lag=PT0S");
        index = shop.stores().index();
        raw = new RawStores(shop.stores());
    }

    @AfterAll
    void closeShop() {
        raw.close();
        shop.close();
    }

    /** A catalogue that is the same but for some quantities. */
    private Result night(int changed) {
        Path source = folder.resolve("changed-" + changed);
        SampleOptions options = SampleOptions.of(VOLUMES, 5);
        SampleCatalogue.write(source, changed == 0 ? options : options.changed(new SampleChange(changed, 0, 0)));
        return shop.json("nightly", "--source", "files:" + source);
    }

    private String goodNight(int changed) {
        Result night = night(changed);
        assertThat(night.exit()).as(night.err() + night.out()).isZero();
        return night.text("generation");
    }

    /** A night whose generation somebody has already written to, past every rule: it cannot be reconciled and stays invisible. */
    private String failedNight(int changed) {
        String next = index.generationName(
                Long.parseLong(index.generations().getLast().replaceFirst(".*-", "")) + 1);
        index.createGeneration(next, shop.stores().embeddings().dimensions());
        String isbn = someIsbn();
        raw.putDocumentOfTheFuture(
                next, isbn, raw.document(index.live().orElseThrow(), isbn).put("author", "Nobody"));
        Result night = night(changed);
        assertThat(night.exit()).as(night.out()).isEqualTo(4);
        assertThat(night.text("generation")).isEqualTo(next);
        assertThat(ReconcileTest.differences(night.json().at("/reconcile")))
                .containsOnly(Map.entry(isbn + " opensearch author", "diverged"));
        return next;
    }

    @Test
    @Order(1)
    void hasNothingToCompareOrToGoBackToBeforeTheFirstNight() {
        Result look = shop.json("reconcile");
        assertThat(look.exit()).isEqualTo(1);
        assertThat(look.text("error/code")).isEqualTo("nothing_to_compare");
        assertThat(look.text("error/found")).contains("no run has completed", "no generation is live");

        assertThat(shop.json("generations").json().at("/generations").size()).isZero();
        assertThat(shop.json("rollback").exit()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void keepsThePublishedOnesOverFailedNightsAndCleansTheirOrphansAway() {
        String first = goodNight(0);
        String second = goodNight(10);
        String failed = failedNight(20);
        assertThat(index.live()).as("after a failed night").contains(second);
        String failedAgain = failedNight(20);
        assertThat(index.generations()).containsExactly(first, second, failed, failedAgain);

        String third = goodNight(20);

        assertThat(index.generations())
                .as("both published nights stay although two failed ones lie between them and this one")
                .containsExactly(first, second, third);
        assertThat(new GenerationRegister(shop.stores().state()).names()).containsExactly(first, second, third);
        JsonNode listed = shop.json("generations").json().at("/generations");
        assertThat(listed.size()).isEqualTo(3);
        assertThat(listed.at("/0/name").asString()).isEqualTo(first);
        assertThat(listed.at("/0/kept_for_rollback").asBoolean()).isTrue();
        assertThat(listed.at("/0/live").asBoolean()).isFalse();
        assertThat(listed.at("/2/live").asBoolean()).isTrue();
        assertThat(listed.at("/2/kept_for_rollback").asBoolean()).isFalse();
        assertThat(listed.at("/2/registered").asBoolean()).isTrue();
        assertThat(listed.at("/2/documents").asLong()).isEqualTo(index.count(third));
        assertThat(shop.text("generations").out()).contains(third + "  run 5", "live", "kept for rollback");
    }

    @Test
    @Order(3)
    void goesBackToTheGenerationBeforeBroughtUpToDate() {
        String live = index.live().orElseThrow();
        String before = index.generations().get(1);
        Map<String, String> expected = shop.export();
        assertThat(documents(before)).as("no stream followed since").isNotEqualTo(documents(live));

        Result rollback = shop.json("rollback");

        assertThat(rollback.exit()).as(rollback.err() + rollback.out()).isZero();
        assertThat(rollback.text("from")).isEqualTo(live);
        assertThat(rollback.text("live")).isEqualTo(before);
        assertThat(rollback.number("comparison/caught_up")).isPositive();
        assertThat(index.live()).contains(before);
        assertThat(documents(before)).isEqualTo(documents(live));
        assertThat(shop.export().equals(expected)).isTrue();
        assertThat(shop.json("reconcile").exit()).isZero();
    }

    @Test
    @Order(4)
    void goesUpAgainWithTheNextNightAndKeepsBothThatWereLiveLast() {
        List<String> generations = index.generations();
        String rolledBackTo = index.live().orElseThrow();
        String rolledBackFrom = generations.getLast();

        String next = goodNight(30);

        assertThat(next).isGreaterThan(rolledBackFrom);
        assertThat(index.live()).contains(next);
        assertThat(index.generations()).containsExactly(rolledBackTo, rolledBackFrom, next);
    }

    @Test
    @Order(5)
    void goesToANamedGenerationByItsRun() {
        String named = index.generations().getFirst();
        String live = index.live().orElseThrow();

        assertThat(shop.json("rollback", named.replaceFirst(".*-0*", "")).exit())
                .isZero();
        assertThat(index.live()).contains(named);

        assertThat(shop.json("rollback", live).exit()).as("and back again").isZero();
        assertThat(index.live()).contains(live);
    }

    @Test
    @Order(6)
    void refusesAGenerationThatWasNeverLive() {
        String live = index.live().orElseThrow();
        String failed = failedNight(40);

        for (String target : List.of(failed, "no-such-generation", live)) {
            Result rollback = shop.json("rollback", target);
            assertThat(rollback.exit()).as(target).isEqualTo(2);
            assertThat(rollback.text("error/code")).isEqualTo("no_such_generation");
        }
        assertThat(index.live()).contains(live);
    }

    @Test
    @Order(7)
    void doesNotShowAGenerationThatIsWrong() {
        String live = index.live().orElseThrow();
        String target = index.generations().get(1);
        String isbn = someIsbn();
        raw.putDocumentOfTheFuture(target, isbn, raw.document(live, isbn).put("author", "Nobody"));

        Result rollback = shop.json("rollback");

        assertThat(rollback.exit()).isEqualTo(4);
        assertThat(rollback.text("error/code")).isEqualTo("stores_differ");
        assertThat(ReconcileTest.differences(rollback.json().at("/comparison")))
                .containsOnly(Map.entry(isbn + " opensearch author", "diverged"));
        assertThat(index.live()).contains(live);
    }

    @Test
    @Order(8)
    void countsAsDriftWhatANightCorrectsAlthoughAStreamFollows() {
        shop.stores().state().replace("stream", Map.of("since", "2025-03-01T00:00:00Z"), 0);
        raw.alterItem(someIsbn(), item -> item.put("quantity_available", AttributeValue.fromN("98765")));

        // Of tonight: where a stream writes, an extract from before the tombstones' horizon is refused.
        SampleOptions tonight = new SampleOptions(
                VOLUMES,
                5,
                SampleFormat.ERP_DUMP,
                VOLUMES,
                Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS),
                new SampleChange(30, 0, 0),
                null);
        SampleCatalogue.write(folder.resolve("tonight"), tonight);

        Result night = shop.json("nightly", "--source", "files:" + folder.resolve("tonight"));

        assertThat(night.exit()).as(night.err() + night.out()).isZero();
        assertThat(night.number("drift"))
                .isEqualTo(night.number("plan/changed"))
                .isPositive();
    }

    private String someIsbn() {
        return shop.stores()
                .products()
                .scan(0, 1, null)
                .items()
                .getFirst()
                .isbn()
                .value();
    }

    private Map<String, String> documents(String generation) {
        Map<String, String> documents = new TreeMap<>();
        index.scan(generation, document -> documents.put(document.isbn().value(), String.valueOf(document.product())));
        return documents;
    }
}
