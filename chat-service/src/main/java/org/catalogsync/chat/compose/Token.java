package org.catalogsync.chat.compose;

import java.util.List;
import org.catalogsync.chat.lookup.Fact;

/** A piece of a sentence that means something to the guard. */
sealed interface Token {

    int at();

    /**
     * Titles, as far as they name volumes.
     *
     * @param end behind it
     */
    record Titled(int at, int end, List<Fact> facts) implements Token {}

    /**
     * Numbers of volumes.
     *
     * @param word as it is written, with what stands around the numbers
     */
    record Volumes(int at, int end, List<String> volumes, String word) implements Token {}

    record Numbered(int at, List<Fact> facts) implements Token {}

    record Claimed(int at, Claim claim) implements Token {}

    record About(int at, Claim.Topic topic) implements Token {}

    /** Both, all: what was named, or everything. */
    record Whole(int at, int size) implements Token {}

    /** The others: all but what was named. */
    record Others(int at) implements Token {}

    /** That something is true of the named ones alone. */
    record Only(int at) implements Token {}

    record Break(int at) implements Token {}

    record Objected(int at, Objection objection) implements Token {}
}
