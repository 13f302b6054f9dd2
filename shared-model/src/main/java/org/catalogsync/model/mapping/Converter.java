package org.catalogsync.model.mapping;

/** Reads one legacy column. Stateless and shareable between threads. */
public interface Converter<T> {

    /** The name by which declarations call it. */
    String name();

    /** What it yields. */
    Class<T> type();

    /** Reads a text that is not the source's null. Total: any text has an answer. */
    Reading<T> read(String text);

    /**
     * Whether the text is of the kind that this converter reads. Cheap and deliberately rough: it is asked about the first rows of a file to notice that columns moved, where only the share of agreeing rows counts.
     */
    boolean looksLike(String text);
}
