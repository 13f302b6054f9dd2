package org.catalogsync.cdc.relay;

import java.time.Instant;
import org.catalogsync.cdc.fanout.Hint;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.StoredItem.Live;
import org.catalogsync.stores.products.TableStream.Kind;
import org.catalogsync.stores.products.TableStream.Write;
import org.catalogsync.stores.queues.MessageQueue.Grouped;
import org.jspecify.annotations.Nullable;

/**
 * The hint of one write to the product table. A pure function of the write: whoever relays it again says the same under the same event id.
 *
 * @param contentChanged whether an answer could show the difference
 */
record WriteHint(Hint hint, boolean contentChanged) {
    /** What fills absent keys from a full load was committed long before, nobody knows when. */
    private static final String LOADED = "load";

    /** Null where the key is no ISBN: nothing of that name is in the index or in an answer. */
    static @Nullable WriteHint of(Write write) {
        Isbn isbn;
        try {
            isbn = new Isbn(write.key());
        } catch (IllegalArgumentException e) {
            return null;
        }
        boolean ours = raisesRev(write);
        String event = isbn + "@" + rev(write);
        return new WriteHint(
                new Hint(isbn, ours ? event : event + "#" + write.sequence(), ours ? committed(write.after()) : null),
                contentChanged(write));
    }

    /** Every writer of ours raises the rev, so isbn@rev names its write. A removal and somebody else's write do not: under the id of the write before they would pass for its repetition. */
    private static boolean raisesRev(Write write) {
        StoredItem before = write.before();
        StoredItem after = write.after();
        if (after == null || after.stamp().rev() == 0) {
            return false;
        }
        return write.kind() == Kind.INSERTED
                || (before != null && after.stamp().rev() > before.stamp().rev());
    }

    private static long rev(Write write) {
        StoredItem told = write.after() == null ? write.before() : write.after();
        return told == null ? 0 : told.stamp().rev();
    }

    /** Null for a row of a night: its version is the watermark, which is hours old and no commit. */
    private static @Nullable Instant committed(@Nullable StoredItem after) {
        if (after == null || after.stamp().lastEventType().equals(LOADED)) {
            return null;
        }
        return after.stamp().sourceVersion() instanceof SourceVersion.Change change ? change.at() : null;
    }

    /**
     * False only where two products are known and equal, as on the bus; unknown counts as changed, since a needless invalidation costs a read and a missing one a wrong answer. So do removals, although that of an expired
     * tombstone changes no answer: there is one for each delete of a month ago, and a person's removal of a live item looks the same but for who called.
     */
    private static boolean contentChanged(Write write) {
        return !(write.before() instanceof Live before
                && write.after() instanceof Live after
                && before.product().equals(after.product()));
    }

    /** With the ISBN as the group, so that a FIFO queue keeps the order of its writes. */
    Grouped message() {
        return new Grouped(hint.message(contentChanged), hint.isbn().value(), hint.eventId());
    }
}
