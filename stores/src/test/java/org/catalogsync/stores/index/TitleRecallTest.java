package org.catalogsync.stores.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.index.CatalogueIndex.Hit;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of 200 titles that are typed wrong, how many find their own volume first, by words and by vector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TitleRecallTest {
    private static final int QUERIES = 200;
    private static final int WANTED = QUERIES * 9 / 10;

    private final List<String> titles = AlteredTitles.catalogue(6);
    private final List<Isbn> isbns = Samples.isbns(titles.size());
    private Stores stores;

    @BeforeAll
    void buildIndex() {
        Map<String, String> environment =
                new HashMap<>(EmbeddedParts.environment(PartName.OPENSEARCH, PartName.BEDROCK, PartName.DYNAMODB));
        environment.put("CATALOG_ALIAS", "recall-" + Long.toString(System.nanoTime(), 36));
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        Embeddings embeddings = stores.embeddings();
        embeddings.createIfAbsent();
        Map<String, float[]> vectors = embeddings.embed(titles).byText();
        List<IndexDocument> documents = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            Isbn isbn = isbns.get(i);
            String title = titles.get(i);
            documents.add(new IndexDocument(isbn, Samples.product(isbn, title), 1, vectors.get(title), null));
        }
        CatalogueIndex index = stores.index();
        String generation = index.generationName(1);
        index.createGeneration(generation, embeddings.dimensions());
        index.index(generation, documents);
        index.refresh(generation);
        index.swap(null, generation);
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void findsAlteredTitlesByText() {
        assertThat(found(altered -> stores.index().searchText(altered, 3))).isGreaterThanOrEqualTo(WANTED);
    }

    @Test
    void findsAlteredTitlesByVector() {
        assertThat(found(altered -> stores.index().searchNear(vector(altered), 3)))
                .isGreaterThanOrEqualTo(WANTED);
    }

    private float[] vector(String title) {
        return Objects.requireNonNull(
                stores.embeddings().embed(List.of(title)).byText().get(title));
    }

    private int found(Function<String, List<Hit>> search) {
        AlteredTitles altered = new AlteredTitles(42);
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            int wanted = random.nextInt(titles.size());
            List<Hit> hits = search.apply(altered.alter(titles.get(wanted)));
            found += !hits.isEmpty() && hits.getFirst().isbn().equals(isbns.get(wanted)) ? 1 : 0;
        }
        return found;
    }
}
