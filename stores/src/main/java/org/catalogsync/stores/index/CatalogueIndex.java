package org.catalogsync.stores.index;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.jspecify.annotations.Nullable;

/** The catalogue index: generations named {@code <alias>-<run>}, one of which the alias shows. Deleted keys stay as small tombstone documents that counts and searches filter out. */
public interface CatalogueIndex {

    /** The concrete name of a run's generation, zero-padded so that names sort by run. */
    String generationName(long run);

    /** Creates an empty generation with this embedding width; does nothing where it exists. */
    void createGeneration(String generation, int dimensions);

    /** Writes documents with their rev as external version; transient item failures alone are sent again. Throws {@link GenerationMissing}. */
    BulkReceipt index(String generation, List<IndexDocument> documents);

    /** Makes all that was written visible to searches and counts, and ends the building mode of a new generation. */
    void refresh(String generation);

    /** Live documents (no tombstones) of a generation or of the alias, exact. */
    long count(String generationOrAlias);

    /** Visits the whole generation without vectors, tombstones included, in pages of a point in time. */
    void scan(String generation, Consumer<IndexDocument> visitor);

    /**
     * Visits the documents of a generation that were written at a moment or later, tombstones included, in pages of a point in time and without vectors. A document is seen here once the index has refreshed, so whoever follows
     * changes asks again from a little before the newest moment that it has seen.
     */
    void changedSince(String generation, Instant from, Consumer<IndexDocument> visitor);

    /** The documents of these keys, without vectors. */
    List<IndexDocument> get(String generation, List<Isbn> isbns);

    /**
     * Visits all that lies in the generation, whoever put it there, in pages of a point in time and without vectors: for those who judge a generation.
     */
    void survey(String generation, Consumer<Placed> visitor);

    /** What lies under these keys' ids now, written a moment ago or long since. */
    List<Placed> look(String generation, List<Isbn> isbns);

    /** Deletes what does not belong there if it still is as it was seen; false when it is not. */
    boolean deleteStray(String generation, Placed seen);

    /** The generation that the alias shows now. */
    Optional<String> live();

    /** All generations that exist, oldest first. */
    List<String> generations();

    /**
     * One conditional alias update: fails with {@link SwapRefused} when the alias no longer shows {@code from}, and never goes down in run. Where it shows {@code to} already, nothing is left to do.
     *
     * @param from what the alias shows now; null where there is no alias yet
     */
    void swap(@Nullable String from, String to);

    /**
     * Shows another generation by an operator's word, an older one too: one conditional alias update that fails with {@link SwapRefused} when the alias no longer shows {@code from}. Where it shows {@code to}
     * already, nothing is left to do. A night never calls this: its way is {@link #swap}, which goes up only.
     */
    void rollBack(String from, String to);

    /**
     * Deletes a generation, unless the alias shows it; nobody can make the alias show it between that look and the deletion. Does nothing where it is gone.
     *
     * @return false where the alias shows it: then it stays as it is
     */
    boolean deleteGeneration(String generation);

    /** Full text search (kuromoji) over title, kana and author through the alias. */
    List<Hit> searchText(String query, int size);

    /** Nearest neighbours of a vector through the alias. */
    List<Hit> searchNear(float[] vector, int size);

    /**
     * A product or a tombstone as the index holds it. Documents are compared without vectors only.
     *
     * @param isbn the key, also the document's id
     * @param product null for a tombstone
     * @param rev the external version
     * @param embedding null where the document was read without it, or for a tombstone
     * @param lastSyncUtc when the read side wrote the row; it says nothing of how old the content is
     * @param sourceAt the moment of the row's source version, at which the content was the ERP's; null where an older release wrote the document
     */
    @SuppressWarnings("ArrayRecordComponent")
    record IndexDocument(
            Isbn isbn,
            @Nullable Product product,
            long rev,
            float @Nullable [] embedding,
            @Nullable String lastSyncUtc,
            @Nullable Instant sourceAt) {

        /** Of a row whose source version is not known. */
        public IndexDocument(
                Isbn isbn,
                @Nullable Product product,
                long rev,
                float @Nullable [] embedding,
                @Nullable String lastSyncUtc) {
            this(isbn, product, rev, embedding, lastSyncUtc, null);
        }

        public boolean deleted() {
            return product == null;
        }
    }

    /**
     * What lies under an id of a generation.
     *
     * @param version what the next write must exceed
     * @param document null where it is none of ours, or lies under another id than its ISBN
     * @param says the ISBN that it names, null where it names none
     * @param flaw why no writer of ours can have left it so, null where one can; with a {@code document} it is a field that follows from others
     */
    record Placed(
            String id,
            long version,
            @Nullable IndexDocument document,
            @Nullable String says,
            @Nullable Flaw flaw) {
        public static Placed of(IndexDocument document) {
            return new Placed(
                    document.isbn().value(),
                    document.rev(),
                    document,
                    document.isbn().value(),
                    null);
        }
    }

    /**
     * The first field that cannot be.
     *
     * @param expected what would follow from the rest of the document, null for nothing or where it says nothing about that field
     * @param found what stands there, null for nothing
     */
    record Flaw(
            String field,
            @Nullable String expected,
            @Nullable String found) {
        public Flaw(String field, @Nullable String found) {
            this(field, null, found);
        }
    }

    /** indexed + superseded = documents sent. */
    record BulkReceipt(int indexed, int superseded, int retried) {}

    record Hit(Isbn isbn, String title, double score) {}

    /** The alias showed another generation than expected, or the new one is not above it. */
    final class SwapRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SwapRefused(String message) {
            super(message);
        }
    }

    /** A write named a generation that is not there (any more). */
    final class GenerationMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public GenerationMissing(String generation) {
            super("no generation " + generation);
        }
    }
}
