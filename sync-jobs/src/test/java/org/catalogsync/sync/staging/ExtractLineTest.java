package org.catalogsync.sync.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.sync.Products;

class ExtractLineTest {

    @Property(tries = 200)
    void readsBackEveryLineFromItsBucket(@ForAll("lines") List<ExtractLine> lines) {
        int buckets = 4;
        InMemoryObjects objects = new InMemoryObjects();
        BucketedLines written = new BucketedLines(buckets);
        lines.forEach(line -> written.add(line.isbn().bucket(buckets), out -> ExtractLine.write(out, line)));
        BucketedLines.Index index = written.put(objects, "block");

        List<ExtractLine> read = new ArrayList<>();
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<ExtractLine> ofBucket = new ArrayList<>();
            ExtractLine.read(index.read(objects, bucket), ofBucket::add);
            int number = bucket;
            assertThat(ofBucket).allMatch(line -> line.isbn().bucket(buckets) == number);
            assertThat(ofBucket).hasSize((int) index.lines()[bucket]);
            read.addAll(ofBucket);
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(index.total()).isEqualTo(lines.size());
    }

    @Provide
    Arbitrary<List<ExtractLine>> lines() {
        Arbitrary<ExtractLine.Origin> origins = Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.longs().between(1, 1_000_000))
                .as(ExtractLine.Origin::new);
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.just(ExtractLine.NO_TIME), Arbitraries.longs().between(0, 2_000_000_000_000_000L));
        Arbitrary<ExtractLine> rows = Combinators.combine(Products.any(), times, origins)
                .as((product, time, origin) -> new ExtractLine.Row(product, "978-" + product.isbn(), time, origin));
        Arbitrary<ExtractLine> rejected = Combinators.combine(
                        Arbitraries.integers().between(0, 999).map(Products::isbn), times, origins)
                .as(ExtractLine.Rejected::new);
        return Arbitraries.oneOf(rows, rejected).list().ofMaxSize(30);
    }
}
