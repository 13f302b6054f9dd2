package org.catalogsync.stores.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.embeddings.Embeddings.Vectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every source of embeddings must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddingsContract {
    private final String series = "海辺の観測所" + Long.toString(System.nanoTime(), 36);
    private Stores stores;
    private Embeddings embeddings;

    abstract Stores open();

    @BeforeAll
    void openEmbeddings() {
        stores = open();
        embeddings = stores.embeddings();
        embeddings.createIfAbsent();
        embeddings.createIfAbsent();
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void computesEachTextOnceAndReusesIt() {
        List<String> texts = titles("reused", 230);

        Vectors first = embeddings.embed(texts);
        Vectors second = embeddings.embed(texts);

        assertThat(first.computed()).isEqualTo(230);
        assertThat(first.reused()).isZero();
        assertThat(second.computed()).isZero();
        assertThat(second.reused()).isEqualTo(230);
        assertThat(second.byText().keySet()).containsExactlyInAnyOrderElementsOf(texts);
        texts.forEach(text -> assertThat(second.byText().get(text))
                .as(text)
                .isEqualTo(first.byText().get(text)));
    }

    @Test
    void computesOnlyWhatIsNew() {
        embeddings.embed(titles("grown", 30));

        Vectors grown = embeddings.embed(titles("grown", 37));

        assertThat(grown.computed()).isEqualTo(7);
        assertThat(grown.reused()).isEqualTo(30);
    }

    @Test
    void countsATextThatIsAskedTwiceOnce() {
        List<String> texts = titles("twice", 3);

        Vectors vectors =
                embeddings.embed(Stream.concat(texts.stream(), texts.stream()).toList());

        assertThat(vectors.byText()).hasSize(3);
        assertThat(vectors.computed()).isEqualTo(3);
    }

    @Test
    void keepsNothingOfATextThatIsNobodysToSee() {
        String question = series + "の続きはありますか";

        float[] vector = embeddings.embedOnce(question);

        Vectors kept = embeddings.embed(List.of(question));
        assertThat(kept.reused()).isZero();
        assertThat(kept.byText().get(question)).isEqualTo(vector);
    }

    @Test
    void answersNothingForNothing() {
        assertThat(embeddings.embed(List.of())).isEqualTo(new Vectors(Map.of(), 0, 0));
    }

    @Test
    void givesNormalisedVectorsOfTheDeclaredWidth() {
        float[] vector = embed("quote \" backslash \\ newline \n 表ソ能 𠮷 " + series);

        assertThat(vector).hasSize(embeddings.dimensions());
        assertThat(Math.sqrt(dot(vector, vector))).isCloseTo(1.0, within(1e-3));
    }

    @Test
    void putsNearTitlesNear() {
        float[] title = embed(series + " 42");

        assertThat(dot(title, embed(series + "　第４２巻"))).isGreaterThan(dot(title, embed("まったく別の物語 7")));
    }

    private float[] embed(String text) {
        return Objects.requireNonNull(embeddings.embed(List.of(text)).byText().get(text));
    }

    private List<String> titles(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> series + name + " " + i).toList();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
