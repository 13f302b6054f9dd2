package org.catalogsync.sync.reconcile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SetDigest;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.ExtractLine;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.validate.Validate;

/** What a run's validated extract says of the product table: its staged rows, and the digests that its plan kept. */
public final class ExtractSide {
    private final StagingArea staging;
    private final Manifest manifest;
    private final SourceVersion.Nightly version;
    private final List<Validate.Receipt> validated;
    private final List<Plan.Receipt> plans;
    private final Set<Isbn> held = new HashSet<>();

    public ExtractSide(RunFacts facts, StagingArea staging, Manifest manifest) {
        this.staging = staging;
        this.manifest = manifest;
        this.version = manifest.version(facts.run());
        this.validated = facts.receipts(Validate.STEP, Validate.Receipt.class);
        this.plans = Plan.receipts(facts);
        plans.forEach(plan -> plan.heldKeys().forEach(key -> held.add(new Isbn(key))));
    }

    /** An object of the validated extract that is not there any more. */
    public Optional<String> lost() {
        Set<String> kept = new HashSet<>();
        staging.objects().list(staging.validatedPrefix(), object -> kept.add(object.key()));
        return validated.stream()
                .map(Validate.Receipt::rows)
                .filter(rows -> rows.total() > 0 && !kept.contains(rows.key()))
                .map(BucketedLines.Index::key)
                .findFirst();
    }

    int buckets() {
        return manifest.buckets();
    }

    int scanSegments() {
        return manifest.scanSegments();
    }

    SourceVersion.Nightly version() {
        return version;
    }

    /** Products of the extract, held ones included. */
    long accepted() {
        return validated.stream().mapToLong(Validate.Receipt::accepted).sum();
    }

    /** Keys whose row was rejected: the extract does not say what they should be. */
    Set<Isbn> held() {
        return held;
    }

    /** What the table must hold in a bucket, held keys and these apart. */
    SetDigest digest(int bucket, Set<Isbn> apart) {
        if (apart.isEmpty()) {
            return plans.get(bucket).comparable();
        }
        SetDigest digest = new SetDigest();
        hashes(bucket).forEach((isbn, hash) -> {
            if (!apart.contains(isbn)) {
                digest.add(hash);
            }
        });
        return digest;
    }

    /** The rows of a bucket by key, held ones left out. */
    Map<Isbn, ContentHash> hashes(int bucket) {
        ContentHash.Hasher hasher = new ContentHash.Hasher();
        Map<Isbn, ContentHash> hashes = new HashMap<>();
        forEach(bucket, row -> hashes.put(row.isbn(), hasher.hash(row.product())));
        return hashes;
    }

    /** These keys' rows; a key without one is absent or held. */
    Map<Isbn, ExtractLine.Row> rows(Set<Isbn> isbns) {
        Map<Isbn, ExtractLine.Row> rows = new HashMap<>();
        isbns.stream()
                .map(isbn -> isbn.bucket(buckets()))
                .distinct()
                .forEach(bucket -> forEach(bucket, row -> {
                    if (isbns.contains(row.isbn())) {
                        rows.put(row.isbn(), row);
                    }
                }));
        return rows;
    }

    private void forEach(int bucket, Consumer<ExtractLine.Row> visitor) {
        ExtractLine.read(validated.get(bucket).rows().read(staging.objects(), 0), line -> {
            if (line instanceof ExtractLine.Row row && !held.contains(row.isbn())) {
                visitor.accept(row);
            }
        });
    }
}
