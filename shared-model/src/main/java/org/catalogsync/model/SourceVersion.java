package org.catalogsync.model;

import java.math.BigInteger;
import java.time.Instant;

/**
 * Where a fact stands in the ERP's history. The order of versions decides which write wins; the order of arrival never does.
 *
 * <p>A nightly row is known to be <em>at least</em> as new as its extract's watermark; a change from CDC has an exact place in the source's log. Text form (attribute {@code source_version}):
 * {@code nightly:<run>@<instant>} and {@code cdc:<epoch>:<position>:<record>@<instant>}, position {@code -} where the source gives none.
 */
public sealed interface SourceVersion {

    /** The time that orders versions of different sources: the watermark, or the commit. */
    Instant at();

    /** A row of a complete extract: at least as new as the watermark. */
    record Nightly(Instant at, long run) implements SourceVersion {
        @Override
        public String toString() {
            return "nightly:" + run + "@" + at;
        }
    }

    /**
     * A committed change from the source's log.
     *
     * @param epoch counts re-initialisations of the source; positions compare only within one epoch
     * @param position the log position as a number, negative where the source gave none
     * @param record the record's place inside its transaction
     */
    record Change(long epoch, BigInteger position, int record, Instant at) implements SourceVersion {
        /** What stands in {@link #position} where the source gave no log position. */
        public static final BigInteger NO_POSITION = BigInteger.ONE.negate();

        public Change {
            position = position.signum() < 0
                    ? NO_POSITION
                    : position; // one spelling of "none", so that equal versions are equal records
        }

        boolean comparesByPosition(Change other) {
            return epoch == other.epoch && position.signum() >= 0 && other.position.signum() >= 0;
        }

        @Override
        public String toString() {
            return "cdc:" + epoch + ":" + (position.signum() < 0 ? "-" : position) + ":" + record + "@" + at;
        }
    }

    /**
     * How this version stands to another: log positions as numbers within an epoch, otherwise time; on a tie of time a change from CDC beats a nightly row.
     *
     * @return negative when this is older, 0 when equal, positive when newer
     */
    default int compareWith(SourceVersion other) {
        if (this instanceof Change a && other instanceof Change b && a.comparesByPosition(b)) {
            int byPosition = a.position().compareTo(b.position());
            return byPosition != 0 ? byPosition : Integer.compare(a.record(), b.record());
        }
        int byTime = at().compareTo(other.at());
        if (byTime != 0) {
            return byTime;
        }
        if (this instanceof Nightly a && other instanceof Nightly b) {
            return Long.compare(a.run(), b.run());
        }
        if (this instanceof Change a && other instanceof Change b) {
            return Integer.compare(a.record(), b.record());
        }
        return this instanceof Change ? 1 : -1;
    }

    /** Reads the text form back. */
    static SourceVersion parse(String text) {
        int at = text.lastIndexOf('@');
        String[] parts = at < 0 ? new String[0] : text.substring(0, at).split(":", -1);
        if (parts.length == 2 && parts[0].equals("nightly")) {
            return new Nightly(Instant.parse(text.substring(at + 1)), Long.parseLong(parts[1]));
        }
        if (parts.length == 4 && parts[0].equals("cdc")) {
            BigInteger position = parts[2].equals("-") ? Change.NO_POSITION : new BigInteger(parts[2]);
            return new Change(
                    Long.parseLong(parts[1]),
                    position,
                    Integer.parseInt(parts[3]),
                    Instant.parse(text.substring(at + 1)));
        }
        throw new IllegalArgumentException("not a source version: '" + text + "'");
    }
}
