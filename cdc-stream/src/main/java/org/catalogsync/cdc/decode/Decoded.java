package org.catalogsync.cdc.decode;

import java.time.Instant;
import org.catalogsync.model.WriteDecision.Incoming;
import org.jspecify.annotations.Nullable;

/** What a record of the source's log says. A record has at least one end; a change of the primary key has two. */
public sealed interface Decoded {

    /**
     * What happened to one key.
     *
     * @param incoming a whole row, a delete, a row of the initial load, or a hint (some columns only)
     * @param sourceKey the source's own primary key of the row as it was written; null where it is not known
     * @param operation {@code insert}, {@code update}, {@code delete} or {@code load}
     * @param table the source's table, as {@code schema.table} or {@code table}
     * @param written when the source's log reader wrote the record; what lags are measured from where there is no commit time
     */
    record Change(Incoming incoming, @Nullable String sourceKey, String operation, String table, Instant written)
            implements Decoded {}

    /**
     * Nothing to apply, and nothing wrong: a control record, a record of a table that is not ours.
     *
     * @param what a short name that is counted, such as {@code create-table} or {@code other-table}
     */
    record Noted(String what, String detail) implements Decoded {}

    /**
     * The source no longer is what the mapping says: a mapped column was dropped, renamed or retyped. Applying on would write half rows, so the stream pauses.
     */
    record SchemaBroken(String what, String detail) implements Decoded {}

    /**
     * The record can't be used; it goes to the dead letters with its bytes.
     *
     * @param code stable, such as {@code bad_json}, {@code row_rejected}
     * @param where the place in the record, such as {@code metadata.operation}; empty for the whole
     * @param expected what would have been right
     * @param found an excerpt of what stands there instead
     */
    record Poison(String code, String where, String expected, String found) implements Decoded {}
}
