package org.catalogsync.chat.lookup;

import java.util.List;
import org.catalogsync.model.Isbn;

/**
 * What was found of some volumes.
 *
 * @param facts in the order of asking, without those of the other lists
 * @param deleted that the shop no longer has
 * @param unknown of which nothing could be said: not in the catalogue, or nothing could be looked up in time
 * @param degraded whether something could not be looked up as it should have been
 */
public record Found(List<Fact> facts, List<Isbn> deleted, List<Isbn> unknown, boolean degraded) {
    public Found {
        facts = List.copyOf(facts);
        deleted = List.copyOf(deleted);
        unknown = List.copyOf(unknown);
    }
}
