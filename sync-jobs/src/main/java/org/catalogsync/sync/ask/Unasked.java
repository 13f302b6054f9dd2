package org.catalogsync.sync.ask;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.StagingArea;

/** Which keys a run never asked the ERP for: they came into the product table after the run had read it, so that they are not in the extract says nothing of them. */
public final class Unasked {

    private Unasked() {}

    /** Tells the keys of a hash bucket that were not asked for; none where the run read an extract that is complete by itself. */
    public static Predicate<Isbn> in(RunFacts facts, StagingArea staging, int bucket, int buckets) {
        Optional<Keys.Asked> asked = facts.find(Keys.ASKED, Keys.Asked.class);
        if (asked.isEmpty()) {
            return isbn -> false;
        }
        Set<Isbn> known = new HashSet<>();
        IntStream.range(0, Keys.BUCKETS)
                .filter(mine -> mine % Math.min(buckets, Keys.BUCKETS) == bucket % Math.min(buckets, Keys.BUCKETS))
                .mapToObj(mine -> asked.get().buckets().get(mine))
                .forEach(keys -> IntStream.range(0, keys.lines().length)
                        .forEach(slice -> KeyLine.read(keys.read(staging.objects(), slice), key -> {
                            if (key.isbn().bucket(buckets) == bucket) {
                                known.add(key.isbn());
                            }
                        })));
        return isbn -> !known.contains(isbn);
    }
}
