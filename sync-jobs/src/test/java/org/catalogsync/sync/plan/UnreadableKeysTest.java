package org.catalogsync.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.catalogsync.model.Isbn;
import org.catalogsync.sync.Products;
import org.junit.jupiter.api.Test;

class UnreadableKeysTest {

    @Property(tries = 300)
    void recognisesAnIsbnWithOneDigitWrongLostOrDoubled(
            @ForAll @IntRange(max = 9_999) int n,
            @ForAll @IntRange(max = 12) int at,
            @ForAll @IntRange(max = 9) int digit) {
        Isbn isbn = Products.isbn(n);
        String key = isbn.value();
        String wrong = key.substring(0, at) + digit + key.substring(at + 1);
        String lost = key.substring(0, at) + key.substring(at + 1);
        String doubled = key.substring(0, at) + key.charAt(at) + key.substring(at);

        for (String raw : List.of(wrong, lost, doubled)) {
            assertThat(new UnreadableKeys(List.of(raw)).mayBe(isbn)).as(raw).isTrue();
        }
    }

    @Property(tries = 300)
    void leavesOtherIsbnsAlone(@ForAll @IntRange(max = 9_999) int n, @ForAll @IntRange(max = 9_999) int m) {
        String raw = Products.isbn(n).value();
        Isbn other = Products.isbn(m);
        Assume.that(distance(raw, other.value()) > 1);

        assertThat(new UnreadableKeys(List.of(raw)).mayBe(other)).isFalse();
    }

    @Test
    void readsHyphensFullWidthDigitsAndIsbn10() {
        Isbn isbn = new Isbn("9784088725093");

        assertThat(new UnreadableKeys(List.of("978-4-08-872509-4")).mayBe(isbn)).isTrue();
        assertThat(new UnreadableKeys(List.of("９７８４０８８７２５０９４")).mayBe(isbn)).isTrue();
        assertThat(new UnreadableKeys(List.of("4-08-872509-7")).mayBe(isbn)).isTrue();
        assertThat(new UnreadableKeys(List.of("N/A", "")).mayBe(isbn)).isFalse();
    }

    /** Levenshtein, by the book. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0
                        ? i + j
                        : Math.min(
                                d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1),
                                1 + Math.min(d[i - 1][j], d[i][j - 1]));
            }
        }
        return d[a.length()][b.length()];
    }
}
