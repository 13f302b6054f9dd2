package org.catalogsync.devstack.bedrock;

import java.util.Arrays;

/**
 * Embeds a title by its characters: hashed n-grams of one to three letters with a sign each, damped counts, and the volume
 * number as one heavy feature so that among the volumes of a series the right one comes first.
 *
 * <p>Pure and the same everywhere. It knows spelling, not meaning: 'りんご' and 'apple' are strangers to it.
 */
public final class TitleEmbedding {

    private static final int LONGEST = 3;

    /** By length. Single letters survive a typo, triples tell titles apart. */
    private static final double[] WEIGHT = {0, 0.8, 1.0, 0.7};

    /** The volume's share of the vector's length, against 1 for the letters. */
    private static final double VOLUME_WEIGHT = 0.45;

    /** One dimension per volume would collide in small vectors; eight with signs hardly do. */
    private static final int VOLUME_DIMENSIONS = 8;

    private static final int EDGE = 0;

    private TitleEmbedding() {}

    /** The vector of a text; of length 1 when {@code normalize}. */
    public static float[] of(String text, int dimensions, boolean normalize) {
        TitleText title = TitleText.of(text);
        double[] vector = new double[dimensions];
        addLetters(vector, title.letters());
        scaleTo(vector, 1);
        title.volume().ifPresent(volume -> addVolume(vector, volume));
        // Unnormalised vectors of Titan are longer than 1; ours get a length that tells them apart.
        scaleTo(vector, normalize ? 1 : 10);
        return narrowed(vector);
    }

    private static void addLetters(double[] vector, int[] letters) {
        int[] edged = new int[letters.length + 2];
        edged[0] = EDGE;
        System.arraycopy(letters, 0, edged, 1, letters.length);
        edged[edged.length - 1] = EDGE;
        for (int length = 1; length <= LONGEST; length++) {
            addGrams(vector, edged, length);
        }
    }

    private static void addGrams(double[] vector, int[] letters, int length) {
        int from = length == 1 ? 1 : 0;
        int to = letters.length - length + 1 - from;
        if (to <= from) {
            return;
        }
        long[] grams = new long[to - from];
        for (int i = from; i < to; i++) {
            grams[i - from] = gram(letters, i, length);
        }
        Arrays.sort(grams);
        for (int i = 0, run; i < grams.length; i += run) {
            run = 1;
            while (i + run < grams.length && grams[i + run] == grams[i]) {
                run++;
            }
            add(vector, grams[i], WEIGHT[length] * (1 + Math.log(run)));
        }
    }

    private static long gram(int[] letters, int start, int length) {
        long hash = length;
        for (int i = start; i < start + length; i++) {
            hash = mix(hash * 0x100000001B3L + letters[i]);
        }
        return hash;
    }

    private static void addVolume(double[] vector, int volume) {
        long seed = mix(0x766F6C756D65L + volume);
        for (int i = 0; i < VOLUME_DIMENSIONS; i++) {
            add(vector, mix(seed + i), VOLUME_WEIGHT / Math.sqrt(VOLUME_DIMENSIONS));
        }
    }

    private static void add(double[] vector, long hash, double weight) {
        int dimension = Math.floorMod((int) (hash >>> 32), vector.length);
        vector[dimension] += (hash & 1) == 0 ? weight : -weight;
    }

    private static void scaleTo(double[] vector, double length) {
        double square = 0;
        for (double value : vector) {
            square += value * value;
        }
        if (square == 0) {
            return;
        }
        double factor = length / Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static float[] narrowed(double[] vector) {
        float[] narrow = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            narrow[i] = (float) vector[i];
        }
        return narrow;
    }

    /** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
