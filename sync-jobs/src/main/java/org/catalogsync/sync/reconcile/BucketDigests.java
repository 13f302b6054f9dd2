package org.catalogsync.sync.reconcile;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SetDigest;

/** One digest a bucket; constant memory however large the store. For one thread; merge the parts. */
final class BucketDigests {
    private final List<SetDigest> digests = new ArrayList<>();

    BucketDigests(int buckets) {
        for (int i = 0; i < buckets; i++) {
            digests.add(new SetDigest());
        }
    }

    void add(Isbn isbn, ContentHash hash) {
        digests.get(isbn.bucket(digests.size())).add(hash);
    }

    void addAll(BucketDigests other) {
        for (int i = 0; i < digests.size(); i++) {
            digests.get(i).addAll(other.digests.get(i));
        }
    }

    SetDigest of(int bucket) {
        return digests.get(bucket);
    }

    int buckets() {
        return digests.size();
    }

    long count() {
        return digests.stream().mapToLong(SetDigest::count).sum();
    }
}
