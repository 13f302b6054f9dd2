package org.catalogsync.sync.reconcile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SetDigest;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.index.CatalogueIndex.Placed;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.ProductTable.Flawed;
import org.jspecify.annotations.Nullable;

/**
 * Holds the product table against an extract and a generation against the product table, while others go on writing. Digests, one a bucket and recomputed from the fields, only choose candidates: every store is
 * read at another moment, so what differs between two readings may just have moved. Each candidate is then looked at by itself ({@link CloseLook}).
 */
final class Comparison {
    private static final int BUCKETS_WITHOUT_EXTRACT = 64;

    /** Many small segments: the embedded table reads a large segment in quadratic time. */
    private static final int SEGMENTS_WITHOUT_EXTRACT = 64;

    private final @Nullable ExtractSide extract;
    private final ProductTable table;
    private final CatalogueIndex index;
    private final @Nullable String generation;
    private final int threads;
    private final Laggards laggards;
    private final int buckets;

    /**
     * @param extract null where none is there to compare with
     * @param generation null where none is there to compare
     */
    Comparison(
            @Nullable ExtractSide extract,
            ProductTable table,
            CatalogueIndex index,
            @Nullable String generation,
            int threads,
            Laggards laggards) {
        this.extract = extract;
        this.table = table;
        this.index = index;
        this.generation = generation;
        this.threads = threads;
        this.laggards = laggards;
        this.buckets = extract == null ? BUCKETS_WITHOUT_EXTRACT : extract.buckets();
    }

    /** Compares all there is. */
    Compared compare() {
        if (generation != null) {
            index.refresh(generation);
        }
        TableDigests stored = readTable();
        IndexDigests indexed = readIndex();
        Compared compared = new Compared(stored.live.count(), indexed.live.count());
        compared.notComparable(stored.newer);
        indexed.strays.forEach(stray -> compared.add(stray(stray)));
        stored.foreign.forEach(item -> compared.add(foreign(item)));

        Set<Isbn> candidates = new TreeSet<>(stored.flawed);
        candidates.addAll(indexed.flawed);
        Suspects suspects = suspects(stored, indexed);
        if (suspects.any()) {
            candidates.addAll(candidates(suspects));
        }
        new CloseLook(extract, table, index, generation, laggards, compared).at(candidates);
        return compared;
    }

    private static Finding stray(Placed seen) {
        String isbn = seen.says() == null ? seen.id() : seen.says();
        return new Finding.OfStray(
                seen, List.of(Difference.unexpected(isbn, Difference.OPENSEARCH, "document '" + seen.id() + "'")));
    }

    private static Finding foreign(Flawed seen) {
        return new Finding.OfFlawedItem(
                seen,
                List.of(Difference.unexpected(seen.key(), Difference.DYNAMODB, "item under a key that is no ISBN")));
    }

    private TableDigests readTable() {
        List<TableDigests> parts = scan().into(() -> new TableDigests(buckets, extract));
        TableDigests whole = parts.getFirst();
        parts.subList(1, parts.size()).forEach(whole::addAll);
        return whole;
    }

    private TableScan scan() {
        return new TableScan(table, extract == null ? SEGMENTS_WITHOUT_EXTRACT : extract.scanSegments(), threads);
    }

    private IndexDigests readIndex() {
        IndexDigests digests = new IndexDigests(buckets);
        if (generation != null) {
            index.survey(generation, digests::accept);
        }
        return digests;
    }

    private Suspects suspects(TableDigests stored, IndexDigests indexed) {
        Suspects suspects = new Suspects(buckets);
        Map<Integer, Set<Isbn>> apart = new HashMap<>();
        stored.newer.forEach(isbn -> apart.computeIfAbsent(isbn.bucket(buckets), any -> new HashSet<>())
                .add(isbn));
        for (int bucket = 0; bucket < buckets; bucket++) {
            SetDigest live = stored.live.of(bucket);
            suspects.judge(
                    bucket,
                    extract == null
                            || extract.digest(bucket, apart.getOrDefault(bucket, Set.of()))
                                    .equals(stored.comparable.of(bucket)),
                    generation == null || live.equals(indexed.live.of(bucket)));
        }
        return suspects;
    }

    /** Reads the suspect buckets of all sides again; whatever differs now is a candidate. */
    private Set<Isbn> candidates(Suspects suspects) {
        Map<Isbn, Seen> stored = new HashMap<>();
        scan().into(() -> new Collector(suspects)).forEach(part -> stored.putAll(part.seen));
        Set<Isbn> candidates = new HashSet<>();
        if (extract != null && !suspects.ofTable.isEmpty()) {
            candidatesOfTable(extract, suspects, stored, candidates);
        }
        if (generation != null && !suspects.ofIndex.isEmpty()) {
            candidatesOfIndex(generation, suspects, stored, candidates);
        }
        return candidates;
    }

    private static void candidatesOfTable(
            ExtractSide extract, Suspects suspects, Map<Isbn, Seen> stored, Set<Isbn> candidates) {
        Set<Isbn> inExtract = new HashSet<>();
        suspects.ofTable.stream()
                .forEach(bucket -> extract.hashes(bucket).forEach((isbn, hash) -> {
                    inExtract.add(isbn);
                    Seen seen = stored.get(isbn);
                    if (seen == null || !hash.equals(seen.hash())) {
                        candidates.add(isbn);
                    }
                }));
        stored.forEach((isbn, seen) -> {
            if (seen.hash() != null
                    && suspects.ofTable.get(isbn.bucket(suspects.buckets))
                    && !inExtract.contains(isbn)
                    && !extract.held().contains(isbn)) {
                candidates.add(isbn);
            }
        });
    }

    private void candidatesOfIndex(String generation, Suspects suspects, Map<Isbn, Seen> stored, Set<Isbn> candidates) {
        Set<Isbn> alike = new HashSet<>();
        ContentHash.Hasher hasher = new ContentHash.Hasher();
        index.survey(generation, placed -> {
            IndexDocument document = placed.document();
            if (document != null
                    && document.product() != null
                    && suspects.ofIndex.get(document.isbn().bucket(suspects.buckets))) {
                Seen seen = stored.get(document.isbn());
                if (seen != null && Objects.equals(seen.hash(), hasher.hash(document.product()))) {
                    alike.add(document.isbn());
                } else {
                    candidates.add(document.isbn());
                }
            }
        });
        stored.forEach((isbn, seen) -> {
            if (seen.hash() != null && suspects.ofIndex.get(isbn.bucket(suspects.buckets)) && !alike.contains(isbn)) {
                candidates.add(isbn);
            }
        });
    }

    /** Digests of the table: of all that is live, and of what the extract can be held against. */
    private static final class TableDigests implements TableScan.Visitor {
        private final BucketDigests live;
        private final BucketDigests comparable;
        private final @Nullable SourceVersion extracted;
        private final Set<Isbn> held;
        private final Set<Isbn> newer = new HashSet<>();
        private final Set<Isbn> flawed = new HashSet<>();
        private final List<Flawed> foreign = new ArrayList<>();
        private final ContentHash.Hasher hasher = new ContentHash.Hasher();

        TableDigests(int buckets, @Nullable ExtractSide extract) {
            this.live = new BucketDigests(buckets);
            this.comparable = new BucketDigests(buckets);
            this.extracted = extract == null ? null : extract.version();
            this.held = extract == null ? Set.of() : extract.held();
        }

        @Override
        public void item(StoredItem item) {
            boolean isNewer = extracted != null && item.stamp().sourceVersion().compareWith(extracted) > 0;
            if (isNewer) {
                newer.add(item.isbn());
            }
            if (item instanceof StoredItem.Live product) {
                ContentHash hash = hasher.hash(product.product());
                live.add(item.isbn(), hash);
                if (!isNewer && !held.contains(item.isbn())) {
                    comparable.add(item.isbn(), hash);
                }
            }
        }

        @Override
        public void flawed(Flawed item) {
            if (Isbn.isCanonical(item.key())) {
                flawed.add(new Isbn(item.key()));
            } else {
                foreign.add(item);
            }
        }

        void addAll(TableDigests other) {
            live.addAll(other.live);
            comparable.addAll(other.comparable);
            newer.addAll(other.newer);
            flawed.addAll(other.flawed);
            foreign.addAll(other.foreign);
        }
    }

    /** Digests of a generation, and what does not belong there. */
    private static final class IndexDigests {
        private final BucketDigests live;
        private final Set<Isbn> flawed = new HashSet<>();
        private final List<Placed> strays = new ArrayList<>();
        private final ContentHash.Hasher hasher = new ContentHash.Hasher();

        IndexDigests(int buckets) {
            this.live = new BucketDigests(buckets);
        }

        void accept(Placed placed) {
            IndexDocument document = placed.document();
            if (document != null) {
                if (document.product() != null) {
                    live.add(document.isbn(), hasher.hash(document.product()));
                }
                if (placed.flaw() != null) {
                    flawed.add(document.isbn());
                }
            } else if (Isbn.isCanonical(placed.id())) {
                flawed.add(new Isbn(placed.id()));
            } else {
                strays.add(placed);
            }
        }
    }

    /** Which buckets differ between which stores. */
    private static final class Suspects {
        private final int buckets;
        private final BitSet ofTable = new BitSet();
        private final BitSet ofIndex = new BitSet();

        Suspects(int buckets) {
            this.buckets = buckets;
        }

        void judge(int bucket, boolean tableEqual, boolean indexEqual) {
            ofTable.set(bucket, !tableEqual);
            ofIndex.set(bucket, !indexEqual);
        }

        boolean any() {
            return !ofTable.isEmpty() || !ofIndex.isEmpty();
        }

        boolean contains(Isbn isbn) {
            int bucket = isbn.bucket(buckets);
            return ofTable.get(bucket) || ofIndex.get(bucket);
        }
    }

    /** What the second reading remembers of an item; hash null for a tombstone. */
    private record Seen(@Nullable ContentHash hash) {}

    private static final class Collector implements TableScan.Visitor {
        private final Suspects suspects;
        private final Map<Isbn, Seen> seen = new HashMap<>();
        private final ContentHash.Hasher hasher = new ContentHash.Hasher();

        Collector(Suspects suspects) {
            this.suspects = suspects;
        }

        @Override
        public void item(StoredItem item) {
            if (suspects.contains(item.isbn())) {
                seen.put(
                        item.isbn(),
                        new Seen(item instanceof StoredItem.Live live ? hasher.hash(live.product()) : null));
            }
        }

        @Override
        public void flawed(Flawed item) {
            // A candidate already.
        }
    }
}
