package org.catalogsync.stores.state;

import java.time.Instant;
import java.util.Optional;
import org.catalogsync.stores.state.SyncState.Entry;

/**
 * Up to when the source's changes are in the product table, by the two records of {@code manga-sync-state} that say so. Each call reads; nothing is kept, nothing is written.
 *
 * <p>All moments are the source's commit times, in UTC. Throws {@link org.catalogsync.stores.StoreUnavailable} when the state does not answer.
 */
public final class Watermarks {
    /** Name of the record of the last night that was published. */
    public static final String NIGHTLY = "nightly";

    /** Name of the record that the stream of changes keeps. */
    public static final String STREAM = "stream";

    /** Field of both records, an ISO instant. */
    public static final String WATERMARK = "watermark";

    /** Field of {@link #NIGHTLY}: the index generation that the night published. */
    public static final String GENERATION = "generation";

    /** Field of {@link #STREAM}: since when a stream follows the source without a gap. */
    public static final String SINCE = "since";

    private final SyncState state;

    public Watermarks(SyncState state) {
        this.state = state;
    }

    /**
     * A moment such that every change that the source committed before it, and that was put on the stream, has come to its end: in the table, older than what is there, set aside with a reason, or a hint that waits for
     * the night. Empty while no stream has said so; stands still while nothing is committed or the stream stands still.
     *
     * <p>It says nothing about what was committed before the stream began to follow ({@link #everyProduct} does).
     */
    public Optional<Instant> stream() {
        return instant(state.find(STREAM), WATERMARK);
    }

    /** The watermark of the last night that was published: every product is at least as new. Empty before the first one. */
    public Optional<Instant> night() {
        return instant(state.find(NIGHTLY), WATERMARK);
    }

    /**
     * A moment that every document of an index generation is at least as new as: the watermark of the night that built it. The stream's says nothing of documents, which follow the table later. Empty where another
     * generation was published last.
     */
    public Optional<Instant> generation(String name) {
        return instant(
                state.find(NIGHTLY).filter(found -> name.equals(found.fields().get(GENERATION))), WATERMARK);
    }

    /**
     * A moment up to which every product's row is known, whichever writer brought it: the stream's, where a night has brought all that lies before the stream began; else the night's. Empty where neither is known.
     */
    public Optional<Instant> everyProduct() {
        Optional<Instant> night = night();
        Optional<Entry> stream = state.find(STREAM);
        Optional<Instant> followed = instant(stream, WATERMARK);
        Optional<Instant> since = instant(stream, SINCE);
        boolean joined = night.isPresent() && since.isPresent() && !since.get().isAfter(night.get());
        return joined && followed.isPresent() && followed.get().isAfter(night.get()) ? followed : night;
    }

    private static Optional<Instant> instant(Optional<Entry> entry, String field) {
        return entry.map(found -> found.fields().get(field)).map(Instant::parse);
    }
}
