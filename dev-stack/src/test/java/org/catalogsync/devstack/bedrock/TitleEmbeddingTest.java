package org.catalogsync.devstack.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TitleEmbeddingTest {

    private static final int DIMENSIONS = 256;
    private static final List<String> TITLES = SyntheticTitles.volumes(SyntheticTitles.series(2_100, 11), 10, 12);
    private static final float[][] VECTORS = TITLES.stream()
            .map(title -> TitleEmbedding.of(title, DIMENSIONS, true))
            .toArray(float[][]::new);

    @ParameterizedTest
    @EnumSource
    void alteredTitlesFindTheirOwnVolumeFirst(Alteration alteration) {
        Random random = new Random(13);
        List<Integer> asked = random.ints(200, 0, TITLES.size()).boxed().toList();
        List<String> queries =
                asked.stream().map(i -> alteration.of(TITLES.get(i), random)).toList();

        long found = IntStream.range(0, 200)
                .parallel()
                .filter(i -> nearest(queries.get(i)) == asked.get(i))
                .count();

        assertThat(TITLES).hasSizeGreaterThanOrEqualTo(20_000);
        assertThat(found).as("of 200 after " + alteration).isGreaterThanOrEqualTo(190);
    }

    @Test
    void isTheSameEverywhere() {
        float[] vector = TitleEmbedding.of("虹の船 42", DIMENSIONS, true);

        // Vectors are kept in tables and indexes: another value here means that all of them have to be computed anew.
        assertThat(Arrays.hashCode(vector)).isEqualTo(2106471913);
    }

    @Test
    void isOfLengthOneWhenNormalised() {
        for (int dimensions : new int[] {256, 512, 1024}) {
            float[] vector = TitleEmbedding.of("虹の船 42", dimensions, true);

            assertThat(vector).hasSize(dimensions);
            assertThat(lengthOf(vector)).isCloseTo(1, within(1e-5));
        }
        assertThat(lengthOf(TitleEmbedding.of("虹の船 42", DIMENSIONS, false))).isGreaterThan(1.5);
    }

    @Test
    void givesATextWithoutLettersADirectionToo() {
        // An index that compares by cosine refuses the zero vector.
        assertThat(lengthOf(TitleEmbedding.of("！？", DIMENSIONS, true))).isCloseTo(1, within(1e-5));
    }

    private static int nearest(String query) {
        float[] asked = TitleEmbedding.of(query, DIMENSIONS, true);
        int nearest = 0;
        float highest = -2;
        for (int i = 0; i < VECTORS.length; i++) {
            float cosine = cosine(asked, VECTORS[i]);
            if (cosine > highest) {
                highest = cosine;
                nearest = i;
            }
        }
        return nearest;
    }

    private static float cosine(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double lengthOf(float[] vector) {
        return Math.sqrt(cosine(vector, vector));
    }
}
