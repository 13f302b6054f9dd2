package org.catalogsync.stores.embeddings;

import java.util.Collection;
import java.util.Map;

/** Vectors of texts. */
public interface Embeddings {

    int dimensions();

    /** The model's name, part of every key. */
    String model();

    /** Creates what the implementation keeps vectors in. */
    void createIfAbsent();

    /** The vectors of these texts: kept ones are read, missing ones are computed once and kept. */
    Vectors embed(Collection<String> texts);

    /** The vector of a text that is nobody else's to see, such as a customer's question: computed now, and kept nowhere. */
    float[] embedOnce(String text);

    /**
     * Vectors, and what they cost.
     *
     * @param byText one vector for each distinct text asked for, {@link #dimensions()} wide
     * @param computed how many had to be computed now
     * @param reused how many were there
     */
    record Vectors(Map<String, float[]> byText, int computed, int reused) {}
}
