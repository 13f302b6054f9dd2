package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    @Test
    void distinguishesEachFieldAndAbsentFromEmptyAndZero() {
        Set<ContentHash> hashes = new HashSet<>(Set.of(ContentHash.of(Products.BASE)));

        for (Product changed : Products.eachFieldChanged()) {
            assertThat(hashes.add(ContentHash.of(changed)))
                    .as(changed.toString())
                    .isTrue();
        }
    }

    @Property
    void doesNotMixUpWhereOneTextEndsAndTheNextStarts(
            @ForAll String text, @ForAll @IntRange(min = 0, max = 8) int cut) {
        int end = Math.min(cut, text.length());

        ContentHash here = ContentHash.of(Products.titled(text.substring(0, end), text.substring(end)));

        assertThat(here)
                .isEqualTo(ContentHash.of(Products.titled(text.substring(0, end), text.substring(end))))
                .isNotEqualTo(ContentHash.of(Products.titled(text + "x", "")));
        if (end < text.length()) {
            assertThat(here).isNotEqualTo(ContentHash.of(Products.titled(text, "")));
        }
    }

    @Test
    void reusedHasherForgetsWhatItHashedBefore() {
        ContentHash.Hasher hasher = new ContentHash.Hasher();
        hasher.hash(Products.titled("長".repeat(2000), "ナガイ"));

        assertThat(hasher.hash(Products.BASE)).isEqualTo(ContentHash.of(Products.BASE));
    }

    @Property
    void textFormReadsBack(@ForAll long high, @ForAll long low) {
        ContentHash hash = new ContentHash(high, low);

        assertThat(ContentHash.parse(hash.toString())).isEqualTo(hash);
        assertThat(hash.toString()).hasSize(32);
    }
}
