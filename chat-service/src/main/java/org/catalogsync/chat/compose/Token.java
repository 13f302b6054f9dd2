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
     * @param ofSeries whether it is the name of a series, and not a volume's whole title
     */
    record Titled(int at, int end, List<Fact> facts, boolean ofSeries) implements Token {}

    /**
     * Numbers of volumes.
     *
     * @param word as it is written, with what stands around the numbers
     */
    record Volumes(int at, int end, List<String> volumes, String word) implements Token {}

    record Numbered(int at, List<Fact> facts) implements Token {}

    record Claimed(int at, Claim claim) implements Token {}

    record About(int at, Claim.Topic topic) implements Token {}

    /**
     * Both, all: what was named, or everything.
     *
     * @param size how many there must be, 0 for any number of several, {@link #EACH} where it is said of one after the other and may be one
     * @param one whether a number beside it is that of each, and not of all together
     */
    record Whole(int at, int size, boolean one) implements Token {
        static final int EACH = -1;
    }

    /** 'They': of several, where several were named. */
    record They(int at) implements Token {}

    /** The series, or the shop's books: more than anybody looked up. */
    record Wide(int at) implements Token {}

    /** 'Manga', or those of an author, as what a sentence speaks of: more than anybody looked up, too. */
    record Generic(int at) implements Token {}

    /**
     * Related volumes, the next one, the following ones: others than those spoken of. The names behind it may say which.
     *
     * @param sameSeries whether they have to be of the series of what was asked for
     * @param below whether it is only said that something follows
     */
    record Elsewhere(int at, boolean sameSeries, boolean below) implements Token {}

    /** 'What is in stock is …': not the rest. */
    record Cleft(int at) implements Token {}

    /** What between two names or beside a number makes a range of them. */
    record Dash(int at, char sign) implements Token {}

    /** That there is what was asked for. */
    record Yes(int at) implements Token {}

    /** That a number counts several together. */
    record Sum(int at) implements Token {}

    /** The others: all but what was named. */
    record Others(int at) implements Token {}

    /** That something is true of the named ones alone, or that a number is a small one; what stands beside it decides. */
    record Only(int at, boolean behind) implements Token {}

    /** There is: copies, or another title. */
    record Exists(int at) implements Token {}

    /** There is not: what, stands before it. */
    record Lacking(int at) implements Token {}

    /**
     * That titles are proposed, of which nothing is claimed.
     *
     * @param listing whether 'there is' says no more than that there are such titles
     * @param sameSeries whether they have to be of the series of what was asked for
     */
    record Offered(int at, boolean listing, boolean sameSeries) implements Token {}

    /** That it is so at this moment. */
    record Now(int at) implements Token {}

    /** That the day or time beside it is the one up to which something is known. */
    record AsOf(int at) implements Token {}

    record Asked(int at) implements Token {}

    record Break(int at) implements Token {}

    record Objected(int at, Objection objection) implements Token {}
}
