package org.catalogsync.model.mapping;

import org.jspecify.annotations.Nullable;

/**
 * One row as its source wrote it. An implementation may be a cursor that moves on: what is asked of it after the next row came is undefined.
 */
public interface SourceRow {

    /** How many columns this very row has, which may not be what was declared. */
    int columns();

    /**
     * The text of a column, null where it holds the source's null. For bytes that do not decode, a readable rendering.
     *
     * @param column 0-based, below {@link #columns()}
     */
    @Nullable
    String text(int column);

    /** Whether the bytes of this column do not decode in the declared charset. */
    boolean unmappable(int column);

    /** What is wrong with the row as a whole, one reason a line; null for a row whose columns can be told apart. Of a row with a flaw only the key is looked for. */
    default @Nullable String flaw() {
        return null;
    }
}
