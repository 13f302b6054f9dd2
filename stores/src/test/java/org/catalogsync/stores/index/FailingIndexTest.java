package org.catalogsync.stores.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.index.CatalogueIndex.BulkReceipt;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.index.CatalogueIndex.Placed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the index does when calls, or single documents of a call, fail. */
class FailingIndexTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private FaultyProxy proxy;
    private Stores stores;
    private CatalogueIndex index;
    private String generation;
    private Map<String, String> impatient;

    @BeforeEach
    void openThroughProxy() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.OPENSEARCH));
        proxy = FaultyProxy.to(URI.create(String.valueOf(environment.get("OPENSEARCH_URL"))));
        environment.put("OPENSEARCH_URL", proxy.url());
        environment.put("CATALOG_ALIAS", "faults-" + Long.toString(System.nanoTime(), 36));
        // Another process, past the proxy.
        impatient = new HashMap<>(environment);
        impatient.put(
                "OPENSEARCH_URL",
                String.valueOf(EmbeddedParts.environment(PartName.OPENSEARCH).get("OPENSEARCH_URL")));
        impatient.put("STORE_DEADLINE", "PT1S");
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        index = stores.index();
        generation = index.generationName(1);
        index.createGeneration(generation, 256);
    }

    @AfterEach
    void close() {
        stores.close();
        proxy.close();
    }

    @Test
    void sendsOnlyRejectedDocumentsAgain() {
        List<Isbn> isbns = Samples.isbns(3);
        proxy.answer(
                "_bulk",
                200,
                "{\"errors\":true,\"items\":[{\"index\":{\"status\":201}},"
                        + "{\"index\":{\"status\":429,\"error\":{\"type\":\"rejected_execution_exception\",\"reason\":\"full\"}}},"
                        + "{\"index\":{\"status\":409,\"error\":{\"type\":\"version_conflict_engine_exception\"}}}]}",
                JSON);

        BulkReceipt receipt = index.index(
                generation, isbns.stream().map(FailingIndexTest::document).toList());

        assertThat(receipt).isEqualTo(new BulkReceipt(2, 1, 1));
        List<FaultyProxy.Seen> bulks = proxy.seen("_bulk");
        assertThat(bulks).hasSize(2);
        assertThat(bulks.getLast().text().lines())
                .hasSize(2)
                .allMatch(line -> line.contains(isbns.get(1).value()));
        assertThat(stores.retries().snapshot().of("index", Retry.Kind.THROTTLED))
                .isEqualTo(1);
    }

    @Test
    void sendsABulkAgainWhenItsAnswerWasLost() {
        Isbn isbn = Samples.isbn();
        proxy.cutAfter("_bulk", () -> {});

        // The index has the document already, as its external version says.
        assertThat(index.index(generation, List.of(document(isbn)))).isEqualTo(new BulkReceipt(0, 1, 1));

        assertThat(index.get(generation, List.of(isbn))).hasSize(1);
    }

    @Test
    void knowsItsOwnDeleteWhoseAnswerWasLost() {
        Isbn isbn = Samples.isbn();
        index.index(generation, List.of(document(isbn)));
        Placed seen = index.look(generation, List.of(isbn)).getFirst();
        proxy.cutAfter("DELETE /" + generation + "/_doc", () -> {});

        assertThat(index.deleteStray(generation, seen)).isTrue();

        assertThat(proxy.seen("DELETE /" + generation + "/_doc")).hasSize(2);
        assertThat(index.get(generation, List.of(isbn))).isEmpty();
    }

    @Test
    void countsABulkThatArrivedTwiceAsWhatTheIndexHadAlready() {
        Isbn isbn = Samples.isbn();
        proxy.duplicate("_bulk");

        assertThat(index.index(generation, List.of(document(isbn)))).isEqualTo(new BulkReceipt(0, 1, 0));

        assertThat(index.get(generation, List.of(isbn))).hasSize(1);
    }

    @Test
    void waitsForAnIndexThatIsBusy() {
        index.refresh(generation);
        proxy.answer("_count", 429, "{}", JSON).answer("_count", 503, "{}", JSON);

        assertThat(index.count(generation)).isZero();

        assertThat(proxy.seen("_count")).hasSize(3);
        assertThat(stores.retries().snapshot().byStore())
                .containsEntry("index", Map.of(Retry.Kind.THROTTLED, 1L, Retry.Kind.UNAVAILABLE, 1L));
    }

    @Test
    void knowsItsOwnSwapWhoseAnswerWasLost() {
        String next = index.generationName(2);
        index.createGeneration(next, 256);
        index.swap(null, generation);
        proxy.cutAfter("POST /_aliases", () -> {});

        index.swap(generation, next);

        assertThat(index.live()).contains(next);
    }

    /** Deleting what the alias shows would take the alias with it, so nobody may show it between our look and the deletion. */
    @Test
    void nobodyShowsAGenerationThatIsBeingDeleted() {
        index.swap(null, generation);
        String late = index.generationName(2);
        index.createGeneration(late, 256);
        List<Throwable> refused = new ArrayList<>();
        try (Stores sleeper = Stores.of(StoresSettings.fromEnvironment(impatient))) {
            proxy.cutAfter(
                    "PUT /" + late + "/_settings",
                    () -> refused.add(catchThrowable(() -> sleeper.index().swap(generation, late))));

            assertThat(index.deleteGeneration(late)).isTrue();
        }

        assertThat(refused).singleElement().isInstanceOf(StoreUnavailable.class);
        assertThat(index.live()).contains(generation);
        assertThat(index.generations()).containsExactly(generation);
    }

    @Test
    void keepsAndGoesOnWritingWhatTheAliasShows() {
        index.swap(null, generation);

        assertThat(index.deleteGeneration(generation)).isFalse();

        assertThat(index.index(generation, List.of(document(Samples.isbn()))).indexed())
                .isEqualTo(1);
    }

    @Test
    void swapsOnceThoughTheRequestArrivedTwice() {
        String next = index.generationName(2);
        index.createGeneration(next, 256);
        index.swap(null, generation);
        proxy.duplicate("POST /_aliases");

        index.swap(generation, next);

        assertThat(index.live()).contains(next);
    }

    private static IndexDocument document(Isbn isbn) {
        return new IndexDocument(isbn, Samples.product(isbn), 1, null, null);
    }
}
