package org.catalogsync.model.legacy;

import java.util.List;

/**
 * Decoded bytes, with a report of those that did not decode.
 *
 * @param text the text; bad bytes stand in it as {@code <81AD>}, so that a person can read what is there
 * @param bad every place that did not decode, in order
 */
public record DecodedText(String text, List<BadBytes> bad) {

    /** Whether every byte decoded. */
    public boolean isClean() {
        return bad.isEmpty();
    }
}
