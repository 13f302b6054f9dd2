package org.catalogsync.stores.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.index.CatalogueIndex.BulkReceipt;
import org.catalogsync.stores.index.CatalogueIndex.Flaw;
import org.catalogsync.stores.index.CatalogueIndex.Hit;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.index.CatalogueIndex.Placed;
import org.catalogsync.stores.index.CatalogueIndex.SwapRefused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every catalogue index must do. Each test has an alias of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogueIndexContract {
    private static final int DIMENSIONS = 256;

    private final List<Stores> opened = new ArrayList<>();
    private Map<String, String> environment;
    private CatalogueIndex index;

    abstract Map<String, String> environment();

    @BeforeAll
    void findIndex() {
        environment = environment();
    }

    @BeforeEach
    void openIndex() {
        Map<String, String> own = new HashMap<>(environment);
        own.put("CATALOG_ALIAS", "contract-" + Long.toString(System.nanoTime(), 36));
        Stores stores = Stores.of(StoresSettings.fromEnvironment(own));
        opened.add(stores);
        index = stores.index();
    }

    @AfterAll
    void close() {
        opened.forEach(stores -> {
            CatalogueIndex used = stores.index();
            String live = used.live().orElse("");
            used.generations().stream().filter(name -> !name.equals(live)).forEach(used::deleteGeneration);
            stores.close();
        });
    }

    @Test
    void namesGenerationsSoThatTheySortByRun() {
        assertThat(List.of(index.generationName(2), index.generationName(10), index.generationName(1_000_000)))
                .isSorted();
    }

    @Test
    void createsAGenerationOnce() {
        String generation = generation(1);
        index.index(generation, List.of(document(Samples.isbn(), 1)));

        index.createGeneration(generation, DIMENSIONS);
        index.refresh(generation);

        assertThat(index.count(generation)).isEqualTo(1);
        assertThat(index.generations()).containsExactly(generation);
    }

    @Test
    void givesBackEveryFieldButTheVector() {
        String generation = generation(1);
        Isbn full = Samples.isbn();
        Isbn bare = Samples.isbn();
        IndexDocument fullDocument = document(full, 7);
        IndexDocument bareDocument =
                new IndexDocument(bare, Samples.bareProduct(bare), 8, vector(8), "2026-03-01T00:00:00Z");

        assertThat(index.index(generation, List.of(fullDocument, bareDocument))).isEqualTo(new BulkReceipt(2, 0, 0));

        assertThat(index.get(generation, List.of(full, bare, Samples.isbn())))
                .containsExactlyInAnyOrder(withoutVector(fullDocument), withoutVector(bareDocument));
    }

    @Test
    void givesAGenerationOfAnOlderReleaseTheFieldsThatCameSince() throws Exception {
        String generation = index.generationName(1);
        create(generation, """
                {"mappings": {"dynamic": "strict", "properties": {
                  "isbn": {"type": "keyword"}, "rev": {"type": "long"}, "deleted": {"type": "boolean"},
                  "last_sync_utc": {"type": "date"}, "title": {"type": "text"}, "series": {"type": "text"},
                  "volume": {"type": "keyword"}, "quantity_available": {"type": "integer"},
                  "stock_status": {"type": "keyword"}, "warehouse": {"type": "keyword"},
                  "content_hash": {"type": "keyword"}}}}
                """);
        Isbn isbn = Samples.isbn();
        IndexDocument document = new IndexDocument(
                isbn,
                Samples.bareProduct(isbn),
                8,
                null,
                "2026-03-01T00:00:00Z",
                Instant.parse("2026-02-28T18:00:00.123456Z"));

        assertThat(index.index(generation, List.of(document))).isEqualTo(new BulkReceipt(1, 0, 0));

        assertThat(index.get(generation, List.of(isbn))).containsExactly(document);
        assertThatExceptionOfType(CatalogueIndex.GenerationMissing.class)
                .isThrownBy(() -> index.index(index.generationName(7), List.of(document)));
    }

    @Test
    void takesANewerDocumentAndSupersedesAnOlderOne() {
        String generation = generation(1);
        Isbn isbn = Samples.isbn();
        index.index(generation, List.of(document(isbn, 7)));

        assertThat(index.index(generation, List.of(document(isbn, 9)))).isEqualTo(new BulkReceipt(1, 0, 0));
        assertThat(index.index(generation, List.of(document(isbn, 8), document(Samples.isbn(), 1))))
                .isEqualTo(new BulkReceipt(1, 1, 0));
        assertThat(index.index(generation, List.of(document(isbn, 9)))).isEqualTo(new BulkReceipt(0, 1, 0));

        assertThat(index.get(generation, List.of(isbn)))
                .singleElement()
                .satisfies(document -> assertThat(document.rev()).isEqualTo(9));
    }

    @Test
    void doesNotBringADeletedKeyBackWithAnOlderDocument() {
        String generation = generation(1);
        Isbn isbn = Samples.isbn();
        IndexDocument tombstone = new IndexDocument(isbn, null, 9, null, "2026-03-01T00:00:00Z");
        index.index(generation, List.of(document(isbn, 7)));
        index.index(generation, List.of(tombstone));

        assertThat(index.index(generation, List.of(document(isbn, 8)))).isEqualTo(new BulkReceipt(0, 1, 0));

        assertThat(index.get(generation, List.of(isbn))).containsExactly(tombstone);
    }

    @Test
    void leavesTombstonesOutOfCountsAndSearchesButNotOutOfScans() {
        String generation = generation(1);
        List<Isbn> isbns = Samples.isbns(3);
        index.index(generation, isbns.stream().map(isbn -> document(isbn, 1)).toList());
        index.index(generation, List.of(new IndexDocument(isbns.getFirst(), null, 2, null, null)));
        index.refresh(generation);
        index.swap(null, generation);

        List<Isbn> scanned = new ArrayList<>();
        index.scan(generation, document -> scanned.add(document.isbn()));

        assertThat(scanned).containsExactlyInAnyOrderElementsOf(isbns);
        assertThat(index.count(generation)).isEqualTo(2);
        assertThat(index.searchText("海辺の観測所 42", 10))
                .extracting(Hit::isbn)
                .containsExactlyInAnyOrder(isbns.get(1), isbns.get(2));
        assertThat(index.searchNear(vector(1), 10))
                .extracting(Hit::isbn)
                .containsExactlyInAnyOrder(isbns.get(1), isbns.get(2));
    }

    @Test
    void visitsWhatChangedSinceAMomentAndWhatWasDeletedSince() {
        String generation = generation(1);
        List<Isbn> isbns = Samples.isbns(4);
        index.index(
                generation,
                List.of(
                        written(isbns.get(0), "2026-03-01T02:59:59.999999Z"),
                        written(isbns.get(1), "2026-03-01T03:00:00Z"),
                        written(isbns.get(2), "2026-03-01T03:00:00.000001Z"),
                        new IndexDocument(isbns.get(3), null, 2, null, "2026-03-02T00:00:00Z")));
        index.refresh(generation);

        List<IndexDocument> changed = new ArrayList<>();
        index.changedSince(generation, Instant.parse("2026-03-01T03:00:00Z"), changed::add);

        assertThat(changed)
                .containsExactlyInAnyOrder(
                        written(isbns.get(1), "2026-03-01T03:00:00Z"),
                        written(isbns.get(2), "2026-03-01T03:00:00.000001Z"),
                        new IndexDocument(isbns.get(3), null, 2, null, "2026-03-02T00:00:00Z"));
    }

    private static IndexDocument written(Isbn isbn, String lastSync) {
        return new IndexDocument(isbn, Samples.product(isbn), 1, null, lastSync);
    }

    @Test
    void scansEveryDocumentOnceOverManyPages() {
        String generation = generation(1);
        List<Isbn> isbns = Samples.isbns(4_500);
        index.index(
                generation,
                isbns.stream()
                        .map(isbn -> new IndexDocument(isbn, Samples.product(isbn), 3, null, null))
                        .toList());
        index.refresh(generation);

        List<Isbn> scanned = new ArrayList<>();
        index.scan(generation, document -> {
            assertThat(document.product()).isEqualTo(Samples.product(document.isbn()));
            scanned.add(document.isbn());
        });

        assertThat(scanned).containsExactlyInAnyOrderElementsOf(isbns);
        assertThat(index.get(generation, isbns)).hasSize(isbns.size());
    }

    @Test
    void scansAnEmptyGeneration() {
        String generation = generation(1);

        index.scan(generation, document -> {
            throw new AssertionError("found " + document);
        });

        assertThat(index.count(generation)).isZero();
    }

    @Test
    void refusesADocumentThatDoesNotFitTheGeneration() {
        String generation = generation(1);
        Isbn isbn = Samples.isbn();
        IndexDocument wide = new IndexDocument(isbn, Samples.product(isbn), 1, new float[DIMENSIONS + 1], null);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> index.index(generation, List.of(wide)))
                .withMessageContaining(isbn.value())
                .withMessageContaining(generation);
    }

    @Test
    void doesNotCreateAGenerationByWritingToIt() {
        generation(1);
        String never = index.generationName(2);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> index.index(never, List.of(document(Samples.isbn(), 1))));

        assertThat(index.generations()).doesNotContain(never);
    }

    @Test
    void showsTheGenerationThatTheAliasWasMovedTo() {
        String first = generation(1);
        String second = generation(2);
        assertThat(index.live()).isEmpty();

        index.swap(null, first);
        assertThat(index.live()).contains(first);

        index.swap(first, second);
        assertThat(index.live()).contains(second);

        // The same swap again, as after a restart.
        index.swap(first, second);
        assertThat(index.live()).contains(second);
    }

    @Test
    void refusesASwapFromAnotherGenerationThanTheLiveOne() {
        String first = generation(1);
        String second = generation(2);
        String third = generation(3);
        assertThatExceptionOfType(SwapRefused.class).isThrownBy(() -> index.swap(first, second));

        index.swap(null, second);

        assertThatExceptionOfType(SwapRefused.class)
                .isThrownBy(() -> index.swap(first, third))
                .withMessageContaining(second);
        assertThatExceptionOfType(SwapRefused.class).isThrownBy(() -> index.swap(null, third));
        assertThat(index.live()).contains(second);
    }

    @Test
    void keepsASecondGenerationOutWhereTwoFirstRunsLookedBeforeEitherWasPublished() {
        String first = generation(1);
        String second = generation(2);
        index.swap(null, second);

        assertThatExceptionOfType(SwapRefused.class).isThrownBy(() -> ((OpenSearchIndex) index).update(null, first));

        assertThat(index.live()).contains(second);
    }

    @Test
    void refusesASwapDownwards() {
        String first = generation(1);
        String second = generation(2);
        index.swap(null, second);

        assertThatExceptionOfType(SwapRefused.class).isThrownBy(() -> index.swap(second, first));

        assertThat(index.live()).contains(second);
    }

    @Test
    void refusesASwapToAGenerationThatIsNotThere() {
        String first = generation(1);
        index.swap(null, first);

        assertThatExceptionOfType(SwapRefused.class).isThrownBy(() -> index.swap(first, index.generationName(2)));

        assertThat(index.live()).contains(first);
    }

    @Test
    void rollsBackByAnOperatorsWordAndOnlyFromWhatIsShown() {
        String first = generation(1);
        String second = generation(2);
        index.swap(null, second);

        assertThatExceptionOfType(SwapRefused.class).isThrownBy(() -> index.rollBack(first, first + "0"));
        index.rollBack(second, first);
        assertThat(index.live()).contains(first);

        // The same again, as after a lost answer.
        index.rollBack(second, first);
        assertThat(index.live()).contains(first);
        assertThatExceptionOfType(SwapRefused.class).isThrownBy(() -> index.rollBack(second, generation(3)));
        assertThat(index.live()).contains(first);
    }

    @Test
    void surveysWhatWasPutPastTheProject() throws Exception {
        String generation = generation(1);
        Isbn ours = Samples.isbn();
        Isbn flawed = Samples.isbn();
        index.index(generation, List.of(document(ours, 7)));
        put(generation, flawed.value(), "{\"isbn\": \"" + flawed + "\", \"deleted\": false}");
        put(generation, "copy", "{\"isbn\": \"" + ours + "\", \"deleted\": true}");
        index.refresh(generation);

        Map<String, Placed> found = new HashMap<>();
        index.survey(generation, placed -> found.put(placed.id(), placed));

        assertThat(found)
                .containsOnlyKeys(ours.value(), flawed.value(), "copy")
                .containsEntry(ours.value(), Placed.of(withoutVector(document(ours, 7))))
                .containsEntry(
                        flawed.value(), new Placed(flawed.value(), 1, null, flawed.value(), new Flaw("title", null)))
                .containsEntry("copy", new Placed("copy", 1, null, ours.value(), new Flaw("isbn", ours.value())));
        assertThat(index.look(generation, List.of(ours, flawed, Samples.isbn())))
                .containsExactlyInAnyOrder(found.get(ours.value()), found.get(flawed.value()));
    }

    @Test
    void deletesAStrayOnlyAsItWasSeen() throws Exception {
        String generation = generation(1);
        put(generation, "stray one", "{\"isbn\": \"nobody\"}");
        index.refresh(generation);
        List<Placed> found = new ArrayList<>();
        index.survey(generation, found::add);
        Placed seen = found.getFirst();

        put(generation, "stray one", "{\"isbn\": \"somebody\"}");
        put(generation, "stray one", "{\"isbn\": \"somebody else\"}");
        assertThat(index.deleteStray(generation, seen)).isFalse();

        assertThat(index.deleteStray(generation, new Placed(seen.id(), 3, null, null, seen.flaw())))
                .isTrue();
        index.refresh(generation);
        index.survey(generation, placed -> {
            throw new AssertionError("found " + placed);
        });
    }

    /** Searches are promised to see a change within 2.5 s of its commit; while a generation is built nobody searches it. */
    @Test
    void refreshesALiveGenerationTwiceASecondAndOneThatIsBuiltNever() throws Exception {
        String generation = generation(1);
        assertThat(settings(generation)).contains("\"refresh_interval\":\"-1\"");

        index.refresh(generation);

        assertThat(settings(generation)).contains("\"refresh_interval\":\"500ms\"");
    }

    private void create(String generation, String schema) throws Exception {
        URI address = URI.create(opened.getLast().settings().openSearch() + "/" + generation);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(schema))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    private String settings(String generation) throws Exception {
        URI address = URI.create(opened.getLast().settings().openSearch() + "/" + generation + "/_settings");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Written by somebody who knows nothing of us. */
    private void put(String generation, String id, String document) throws Exception {
        URI address = URI.create(
                opened.getLast().settings().openSearch() + "/" + generation + "/_doc/" + id.replace(" ", "%20"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(document))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isLessThan(300);
        }
    }

    @Test
    void listsGenerationsOldestFirstAndForgetsADeletedOne() {
        String tenth = generation(10);
        String second = generation(2);
        String third = generation(3);

        assertThat(index.deleteGeneration(third)).isTrue();
        assertThat(index.deleteGeneration(third)).isTrue();

        assertThat(index.generations()).containsExactly(second, tenth);
    }

    @Test
    void refusesToDeleteWhatTheAliasShows() {
        String first = generation(1);
        index.swap(null, first);

        assertThat(index.deleteGeneration(first)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> index.deleteGeneration("*"));

        assertThat(index.live()).contains(first);
    }

    @Test
    void findsTheNearestVectorFirst() {
        String generation = generation(1);
        List<Isbn> isbns = Samples.isbns(50);
        index.index(
                generation,
                IntStream.range(0, 50)
                        .mapToObj(
                                i -> new IndexDocument(isbns.get(i), Samples.product(isbns.get(i)), 1, vector(i), null))
                        .toList());
        index.refresh(generation);
        index.swap(null, generation);

        List<Hit> hits = index.searchNear(vector(17), 3);

        assertThat(hits).hasSize(3);
        assertThat(hits.getFirst().isbn()).isEqualTo(isbns.get(17));
        assertThat(hits).extracting(Hit::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void findsTheRightVolumeByText() {
        String generation = generation(1);
        Map<String, Isbn> byTitle = new HashMap<>();
        List<IndexDocument> documents = new ArrayList<>();
        for (String series : List.of("海辺の観測所", "海辺の観測者たち", "ワンダーピース", "ABC探偵団")) {
            for (int volume = 1; volume <= 60; volume++) {
                Isbn isbn = Samples.isbn();
                byTitle.put(series + " " + volume, isbn);
                Product product =
                        Samples.product(isbn, volume % 3 == 0 ? series + " 第" + volume + "巻" : series + " " + volume);
                documents.add(new IndexDocument(isbn, product, 1, null, null));
            }
        }
        index.index(generation, documents);
        index.refresh(generation);
        index.swap(null, generation);

        assertThat(firstHit("ワンダーピース 42")).isEqualTo(byTitle.get("ワンダーピース 42"));
        assertThat(firstHit("ﾜﾝﾀﾞｰﾋﾟｰｽ 第42巻")).isEqualTo(byTitle.get("ワンダーピース 42"));
        assertThat(firstHit("ワンダピース（４２）")).isEqualTo(byTitle.get("ワンダーピース 42"));
        assertThat(firstHit("海辺の観側所 7")).isEqualTo(byTitle.get("海辺の観測所 7"));
        assertThat(firstHit("ａｂｃ探偵団　１２")).isEqualTo(byTitle.get("ABC探偵団 12"));
    }

    private Isbn firstHit(String query) {
        return index.searchText(query, 5).getFirst().isbn();
    }

    private String generation(long run) {
        String name = index.generationName(run);
        index.createGeneration(name, DIMENSIONS);
        return name;
    }

    private static IndexDocument document(Isbn isbn, long rev) {
        return new IndexDocument(isbn, Samples.product(isbn), rev, vector(rev), "2026-03-01T03:00:00.123456Z");
    }

    private static IndexDocument withoutVector(IndexDocument document) {
        return new IndexDocument(document.isbn(), document.product(), document.rev(), null, document.lastSyncUtc());
    }

    private static float[] vector(long seed) {
        Random random = new Random(seed);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
