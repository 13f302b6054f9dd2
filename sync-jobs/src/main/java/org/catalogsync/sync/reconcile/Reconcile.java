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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.ExtractLine;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.validate.Validate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the product table against the extract and the new generation against the product table. First one digest a bucket, recomputed from the fields; only buckets whose digests differ are read again and
 * compared key by key. Nothing is approximate and nothing is tolerated.
 */
public final class Reconcile {
    /** The step's name. */
    public static final String STEP = "reconcile";

    /** Fact: {@link ReconcileResult}. */
    public static final String RESULT = "reconcile";

    private static final int LISTED = 1_000;

    private final RunFacts facts;
    private final StagingArea staging;
    private final CatalogueIndex index;
    private final ProductTable table;
    private final Supplier<Manifest> manifest;
    private final int threads;

    public Reconcile(
            RunFacts facts,
            StagingArea staging,
            ProductTable table,
            CatalogueIndex index,
            Supplier<Manifest> manifest,
            int threads) {
        this.facts = facts;
        this.staging = staging;
        this.table = table;
        this.index = index;
        this.manifest = manifest;
        this.threads = threads;
    }

    /** Compares all; returns the keys compared. Throws {@link StoresDiffer}. */
    public long reconcile() {
        String generation = index.generationName(facts.run());
        index.refresh(generation);
        List<Plan.Receipt> plans = Plan.receipts(facts);
        Set<Isbn> apart = keysApart(plans);
        TableDigests stored = readTable(apart);
        BucketDigests indexed = readIndex(generation);

        Suspects suspects = new Suspects(manifest.get().buckets());
        for (int bucket = 0; bucket < manifest.get().buckets(); bucket++) {
            suspects.judge(
                    bucket,
                    plans.get(bucket).comparable().equals(stored.comparable.of(bucket)),
                    stored.live.of(bucket).equals(indexed.of(bucket)));
        }
        long accepted = facts.receipts(Validate.STEP, Validate.Receipt.class).stream()
                .mapToLong(Validate.Receipt::accepted)
                .sum();
        Findings findings = suspects.any() ? compareKeys(generation, suspects, apart) : new Findings();
        ReconcileResult result = new ReconcileResult(
                accepted,
                stored.live.count(),
                indexed.count(),
                findings.missing.size(),
                findings.unexpected.size(),
                findings.diverged.size(),
                apart.size() + findings.newer.size(),
                findings.listed,
                List.of(),
                0,
                0,
                null);
        facts.keep(RESULT, result);
        if (!result.equal()) {
            throw new StoresDiffer(result);
        }
        return stored.live.count();
    }

    /** Keys on which extract and table are not comparable: held, superseded or ahead of the extract. */
    private static Set<Isbn> keysApart(List<Plan.Receipt> plans) {
        Set<Isbn> apart = new HashSet<>();
        for (Plan.Receipt plan : plans) {
            plan.heldKeys().forEach(key -> apart.add(new Isbn(key)));
            plan.supersededKeys().forEach(key -> apart.add(new Isbn(key)));
            plan.aheadKeys().forEach(key -> apart.add(new Isbn(key)));
        }
        return apart;
    }

    private TableDigests readTable(Set<Isbn> apart) {
        int buckets = manifest.get().buckets();
        List<TableDigests> parts = scan().into(() -> new TableDigests(buckets, apart));
        TableDigests whole = parts.getFirst();
        parts.subList(1, parts.size()).forEach(whole::addAll);
        return whole;
    }

    private BucketDigests readIndex(String generation) {
        BucketDigests digests = new BucketDigests(manifest.get().buckets());
        ContentHash.Hasher hasher = new ContentHash.Hasher();
        index.scan(generation, document -> {
            Product product = document.product();
            if (product != null) {
                digests.add(document.isbn(), hasher.hash(product));
            }
        });
        return digests;
    }

    private TableScan scan() {
        return new TableScan(table, manifest.get().scanSegments(), threads);
    }

    /** Reads the suspect buckets of all sides again and compares them key by key. */
    private Findings compareKeys(String generation, Suspects suspects, Set<Isbn> apart) {
        Map<Isbn, ContentHash> extract = new HashMap<>();
        ContentHash.Hasher hasher = new ContentHash.Hasher();
        suspects.ofTable.stream()
                .forEach(bucket -> forEachExtracted(bucket, row -> {
                    if (!apart.contains(row.isbn())) {
                        extract.put(row.isbn(), hasher.hash(row.product()));
                    }
                }));
        Map<Isbn, Seen> stored = new HashMap<>();
        scan().into(() -> new Collector(suspects)).forEach(part -> stored.putAll(part.seen));
        Map<Isbn, ContentHash> indexed = new HashMap<>();
        index.scan(generation, document -> {
            Product product = document.product();
            if (product != null && suspects.ofIndex.get(document.isbn().bucket(suspects.buckets))) {
                indexed.put(document.isbn(), hasher.hash(product));
            }
        });
        Findings findings = new Findings();
        findings.ofTable(tableCandidates(extract, stored, suspects, apart, findings.newer), extractedBy(suspects));
        findings.ofIndex(indexCandidates(stored, indexed, suspects), generation);
        return findings;
    }

    private Set<Isbn> tableCandidates(
            Map<Isbn, ContentHash> extract,
            Map<Isbn, Seen> stored,
            Suspects suspects,
            Set<Isbn> apart,
            Set<Isbn> newer) {
        SourceVersion ours = manifest.get().version(facts.run());
        Set<Isbn> candidates = new TreeSet<>();
        Set<Isbn> keys = new HashSet<>(extract.keySet());
        stored.keySet().stream()
                .filter(isbn -> suspects.ofTable.get(isbn.bucket(suspects.buckets)) && !apart.contains(isbn))
                .forEach(keys::add);
        for (Isbn isbn : keys) {
            Seen seen = stored.get(isbn);
            if (Objects.equals(extract.get(isbn), seen == null ? null : seen.hash())) {
                continue;
            }
            if (seen != null && seen.version().compareWith(ours) > 0) {
                newer.add(isbn);
            } else {
                candidates.add(isbn);
            }
        }
        return candidates;
    }

    private static Set<Isbn> indexCandidates(
            Map<Isbn, Seen> stored, Map<Isbn, ContentHash> indexed, Suspects suspects) {
        Set<Isbn> candidates = new TreeSet<>();
        stored.forEach((isbn, seen) -> {
            if (suspects.ofIndex.get(isbn.bucket(suspects.buckets))
                    && !Objects.equals(seen.hash(), indexed.get(isbn))) {
                candidates.add(isbn);
            }
        });
        indexed.keySet().stream().filter(isbn -> !stored.containsKey(isbn)).forEach(candidates::add);
        return candidates;
    }

    private Supplier<Map<Isbn, Product>> extractedBy(Suspects suspects) {
        return () -> {
            Map<Isbn, Product> products = new HashMap<>();
            suspects.ofTable.stream()
                    .forEach(bucket -> forEachExtracted(bucket, row -> products.put(row.isbn(), row.product())));
            return products;
        };
    }

    private void forEachExtracted(int bucket, Consumer<ExtractLine.Row> visitor) {
        Validate.Receipt validated = facts.receipt(Validate.STEP, bucket, Validate.Receipt.class);
        ExtractLine.read(validated.rows().read(staging.objects(), 0), line -> {
            if (line instanceof ExtractLine.Row row) {
                visitor.accept(row);
            }
        });
    }

    /** Digests of the table: of all that is live, and of what the extract can be held against. */
    private static final class TableDigests implements Consumer<StoredItem> {
        private final BucketDigests live;
        private final BucketDigests comparable;
        private final Set<Isbn> apart;
        private final ContentHash.Hasher hasher = new ContentHash.Hasher();

        TableDigests(int buckets, Set<Isbn> apart) {
            this.live = new BucketDigests(buckets);
            this.comparable = new BucketDigests(buckets);
            this.apart = apart;
        }

        @Override
        public void accept(StoredItem item) {
            if (item instanceof StoredItem.Live product) {
                ContentHash hash = hasher.hash(product.product());
                live.add(item.isbn(), hash);
                if (!apart.contains(item.isbn())) {
                    comparable.add(item.isbn(), hash);
                }
            }
        }

        void addAll(TableDigests other) {
            live.addAll(other.live);
            comparable.addAll(other.comparable);
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

    /** What the second look remembers of an item; hash null for a tombstone. */
    private record Seen(@Nullable ContentHash hash, SourceVersion version) {}

    private static final class Collector implements Consumer<StoredItem> {
        private final Suspects suspects;
        private final Map<Isbn, Seen> seen = new HashMap<>();
        private final ContentHash.Hasher hasher = new ContentHash.Hasher();

        Collector(Suspects suspects) {
            this.suspects = suspects;
        }

        @Override
        public void accept(StoredItem item) {
            if (suspects.contains(item.isbn())) {
                ContentHash hash = item instanceof StoredItem.Live live ? hasher.hash(live.product()) : null;
                seen.put(item.isbn(), new Seen(hash, item.stamp().sourceVersion()));
            }
        }
    }

    /** Keys that differ, and the first of their fields. */
    private final class Findings {
        private final Set<String> missing = new HashSet<>();
        private final Set<String> unexpected = new HashSet<>();
        private final Set<String> diverged = new HashSet<>();
        private final Set<Isbn> newer = new HashSet<>();
        private final List<Difference> listed = new ArrayList<>();

        void ofTable(Set<Isbn> candidates, Supplier<Map<Isbn, Product>> extracted) {
            if (candidates.isEmpty()) {
                return;
            }
            Map<Isbn, StoredItem> items = table.getAll(candidates);
            Map<Isbn, Product> expected = extracted.get();
            for (Isbn isbn : candidates) {
                add(Difference.between(isbn, "dynamodb", expected.get(isbn), live(items.get(isbn))));
            }
        }

        void ofIndex(Set<Isbn> candidates, String generation) {
            if (candidates.isEmpty()) {
                return;
            }
            Map<Isbn, StoredItem> items = table.getAll(candidates);
            Map<Isbn, Product> documents = new HashMap<>();
            for (IndexDocument document : index.get(generation, List.copyOf(candidates))) {
                if (document.product() != null) {
                    documents.put(document.isbn(), document.product());
                }
            }
            for (Isbn isbn : candidates) {
                add(Difference.between(isbn, "opensearch", live(items.get(isbn)), documents.get(isbn)));
            }
        }

        private void add(List<Difference> differences) {
            for (Difference difference : differences) {
                String key = difference.store() + difference.isbn();
                switch (difference.kind()) {
                    case MISSING -> missing.add(key);
                    case UNEXPECTED -> unexpected.add(key);
                    case DIVERGED -> diverged.add(key);
                }
                if (listed.size() < LISTED) {
                    listed.add(difference);
                }
            }
        }

        private static @Nullable Product live(@Nullable StoredItem item) {
            return item instanceof StoredItem.Live live ? live.product() : null;
        }
    }
}
