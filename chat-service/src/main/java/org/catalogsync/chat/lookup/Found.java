package org.catalogsync.chat.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.Isbn;

/**
 * What was found of some volumes.
 *
 * @param facts in the order of asking, without those of the other lists
 * @param others of the others that are in the catalogue
 * @param deleted that the shop no longer has, and since when
 * @param unknown of which nothing could be said: not in the catalogue, or nothing could be looked up in time
 * @param degraded whether something could not be looked up as it should have been
 */
public record Found(
        List<Fact> facts, List<Fact> others, Map<Isbn, Instant> deleted, List<Isbn> unknown, boolean degraded) {
    static final Found NOTHING = new Found(List.of(), List.of(), Map.of(), List.of(), false);

    public Found {
        others = List.copyOf(others);
        facts = List.copyOf(facts);
        deleted = Map.copyOf(deleted);
        unknown = List.copyOf(unknown);
    }
}
