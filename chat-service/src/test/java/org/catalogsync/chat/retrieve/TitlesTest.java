package org.catalogsync.chat.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an OpenSearch of its own alias. */
class TitlesTest {
    private static final Instant SOURCE = Instant.parse("2025-04-01T12:00:00Z");

    private Stores stores;
    private CatalogueIndex index;
    private Titles titles;
    private final Map<String, Instant> nights = new HashMap<>();
    private final AtomicLong now = new AtomicLong();

    @BeforeEach
    void open() {
        Map<String, String> environment =
                new HashMap<>(DevStack.shared(PartName.OPENSEARCH).environment());
        environment.put("CATALOG_ALIAS", "titles-" + Long.toString(System.nanoTime(), 36));
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        index = stores.index();
        titles = new Titles(index, Aliases.NONE, generation -> Optional.ofNullable(nights.get(generation)), now::get);
    }

    @AfterEach
    void close() {
        titles.close();
        stores.close();
    }

    @Test
    void isEmptyUntilAGenerationIsShown() {
        titles.refresh();

        assertThat(titles.isLoaded()).isFalse();
        assertThat(titles.isCurrent()).isFalse();
        assertThat(titles.current().size()).isZero();
    }

    @Test
    void followsChangesDeletionsAndGenerations() {
        String first = generation(1, 2_500);
        index.swap(null, first);
        titles.refresh();
        assertThat(titles.current().size()).isEqualTo(2_500);

        index.index(
                first,
                List.of(
                        document(1, "青い灯台 1", 0, 2, "2026-11-28T02:00:00Z"),
                        document(9_000, "赤い灯台 1", 5, 2, "2026-11-28T02:00:00Z"),
                        new IndexDocument(Catalogues.isbn(2), null, 2, null, "2026-11-28T02:00:00Z")));
        index.refresh(first);
        titles.refresh();

        assertThat(titles.current().size()).isEqualTo(2_500);
        assertThat(quantity(1)).isZero();
        assertThat(quantity(9_000)).isEqualTo(5);
        assertThat(titles.current().titleOf(Catalogues.isbn(2))).isEmpty();

        String second = generation(2, 10);
        index.swap(first, second);
        titles.refresh();

        assertThat(titles.current().size()).isEqualTo(10);
    }

    @Test
    void keepsWhatItHasWhereTheIndexFails() {
        String first = generation(1, 10);
        index.swap(null, first);
        titles.refresh();
        assertThat(titles.isCurrent()).isTrue();
        stores.close();

        titles.refresh();

        assertThat(titles.current().size()).isEqualTo(10);
        assertThat(titles.isLoaded()).isTrue();
        assertThat(titles.isCurrent()).isFalse();
    }

    @Test
    void areNotCurrentWhereNoLookComesBack() {
        String first = generation(1, 10);
        index.swap(null, first);
        titles.refresh();

        now.addAndGet(Titles.CURRENT.toNanos() - 1);
        assertThat(titles.isCurrent()).isTrue();
        now.addAndGet(1);
        assertThat(titles.isCurrent()).isFalse();

        titles.refresh();
        assertThat(titles.isCurrent()).isTrue();
    }

    @Test
    void datesWhatItKnowsByTheErpsTimeAndNotByItsOwn() {
        String first = generation(1, 3);
        index.index(
                first,
                List.of(
                        document(1, "青い灯台 1", 0, 2, "2026-11-28T02:00:00Z"),
                        document(2, "青い灯台 2", 0, 2, "2026-11-28T02:00:00Z", null)));
        index.refresh(first);
        index.swap(null, first);
        titles.refresh();

        assertThat(asOf(1)).contains(SOURCE);
        // An older release's document says nothing of it: then nothing is known to have been so at any time.
        assertThat(asOf(2)).isEmpty();
        assertThat(titles.current().titleOf(Catalogues.isbn(2))).isPresent();

        Instant night = SOURCE.plusSeconds(3_600);
        nights.put(first, night);
        titles.refresh();
        assertThat(asOf(1)).contains(night);
        assertThat(asOf(2)).contains(night);

        index.index(first, List.of(document(1, "青い灯台 1", 7, 3, "2026-11-28T04:00:00Z", night.plusSeconds(60))));
        index.refresh(first);
        titles.refresh();
        assertThat(asOf(1)).contains(night.plusSeconds(60));
        assertThat(asOf(3)).contains(night);

        String second = generation(2, 3);
        index.swap(first, second);
        titles.refresh();
        assertThat(asOf(3)).contains(SOURCE);
    }

    private Optional<Instant> asOf(int number) {
        return titles.current().lastKnown(Catalogues.isbn(number)).map(Fact::asOf);
    }

    private @Nullable Integer quantity(int number) {
        return titles.current().lastKnown(Catalogues.isbn(number)).orElseThrow().quantity();
    }

    private String generation(long run, int volumes) {
        String name = index.generationName(run);
        index.createGeneration(name, 256);
        List<IndexDocument> documents = new ArrayList<>();
        IntStream.rangeClosed(1, volumes)
                .forEach(n -> documents.add(document(n, "青い灯台 " + n, 3, 1, "2026-11-28T01:00:00Z")));
        index.index(name, documents);
        index.refresh(name);
        return name;
    }

    private static IndexDocument document(int number, String title, int quantity, long rev, String lastSync) {
        return document(number, title, quantity, rev, lastSync, SOURCE);
    }

    private static IndexDocument document(
            int number, String title, int quantity, long rev, String lastSync, @Nullable Instant sourceAt) {
        Isbn isbn = Catalogues.isbn(number);
        Product product = new Product(
                isbn, title, "アオイトウダイ", "海野渚", "少年", quantity, StockStatus.LOW_STOCK, 500, "TK01", null, null);
        return new IndexDocument(isbn, product, rev, null, lastSync, sourceAt);
    }
}
