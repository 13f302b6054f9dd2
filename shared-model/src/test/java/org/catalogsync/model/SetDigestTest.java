package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SetDigestTest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    @Property
    void orderDoesNotMatter(@ForAll("hashes") List<ContentHash> hashes, @ForAll long seed) {
        List<ContentHash> shuffled = new ArrayList<>(hashes);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(digest(shuffled)).isEqualTo(digest(hashes)).hasSameHashCodeAs(digest(hashes));
    }

    @Property
    void isTheSumModuloTwoToThe128(@ForAll("hashes") List<ContentHash> hashes) {
        BigInteger sum = BigInteger.ZERO;
        for (ContentHash hash : hashes) {
            sum = sum.add(new BigInteger(hash.toString(), 16)).mod(MODULUS);
        }

        assertThat(new BigInteger(digest(hashes).sum(), 16)).isEqualTo(sum);
        assertThat(digest(hashes).count()).isEqualTo(hashes.size());
    }

    @Property
    void removingUndoesAdding(@ForAll("hashes") List<ContentHash> hashes, @ForAll("hash") ContentHash more) {
        SetDigest digest = digest(hashes);

        digest.add(more);
        digest.remove(more);

        assertThat(digest).isEqualTo(digest(hashes));
    }

    @Property
    void noticesARowThatIsThereTwice(@ForAll("hash") ContentHash hash) {
        assertThat(digest(List.of(hash, hash)))
                .isNotEqualTo(digest(List.of(hash)))
                .isNotEqualTo(new SetDigest());
    }

    @Property
    void partsAddUpToTheWhole(@ForAll("hashes") List<ContentHash> one, @ForAll("hashes") List<ContentHash> other) {
        SetDigest parts = digest(one);
        parts.addAll(digest(other));

        List<ContentHash> all = new ArrayList<>(one);
        all.addAll(other);
        assertThat(parts).isEqualTo(digest(all));
    }

    @Property
    void isRestoredFromCountAndSum(@ForAll("hashes") List<ContentHash> hashes) {
        SetDigest digest = digest(hashes);

        assertThat(SetDigest.of(digest.count(), digest.sum())).isEqualTo(digest);
    }

    @Provide
    Arbitrary<ContentHash> hash() {
        Arbitrary<Long> half =
                Arbitraries.longs().edgeCases(edges -> edges.add(-1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE));
        return Combinators.combine(half, half).as(ContentHash::new);
    }

    @Provide
    Arbitrary<List<ContentHash>> hashes() {
        return hash().list().ofMaxSize(20);
    }

    private static SetDigest digest(List<ContentHash> hashes) {
        SetDigest digest = new SetDigest();
        hashes.forEach(digest::add);
        return digest;
    }
}
