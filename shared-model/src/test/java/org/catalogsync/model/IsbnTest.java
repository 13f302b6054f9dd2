package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IsbnTest {

    @Property
    void exactlyOneLastDigitIsRight(@ForAll @LongRange(min = 0, max = 999_999_999L) long body) {
        String twelve = "978" + "%09d".formatted(body);

        long right = java.util.stream.IntStream.range(0, 10)
                .filter(digit -> Isbn.isCanonical(twelve + digit))
                .count();

        assertThat(right).isOne();
    }

    @Property
    void anyOtherSingleDigitIsNoticed(
            @ForAll @LongRange(min = 0, max = 999_999_999L) long body,
            @ForAll @IntRange(min = 0, max = 12) int place,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        char[] digits = isbn(body).value().toCharArray();

        digits[place] = (char) ('0' + (digits[place] - '0' + shift) % 10);

        assertThat(Isbn.isCanonical(new String(digits))).isFalse();
    }

    @Property
    void bucketIsWithinItsRangeAndTheSameForEqualKeys(
            @ForAll @LongRange(min = 0, max = 999_999_999L) long body,
            @ForAll @IntRange(min = 1, max = 4096) int buckets) {
        Isbn isbn = isbn(body);

        assertThat(isbn.bucket(buckets)).isBetween(0, buckets - 1);
        assertThat(new Isbn(isbn.value()).bucket(buckets)).isEqualTo(isbn.bucket(buckets));
    }

    @Test
    void bucketsOfNeighbouringNumbersAreEvenlyFilled() {
        int[] filled = new int[16];
        for (long body = 407_100_000; body < 407_116_000; body++) {
            filled[isbn(body).bucket(16)]++;
        }

        for (int count : filled) {
            assertThat(count).isBetween(900, 1100);
        }
    }

    @Test
    void refusesTheIssuesExampleWhoseCheckDigitIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Isbn("9784088827516"))
                .withMessageContaining("9784088827516");
        assertThat(Isbn.isCanonical("9784088827513")).isTrue();
    }

    @Test
    void numberKeepsAllDigits() {
        assertThat(new Isbn("9784088827513").asLong()).isEqualTo(9_784_088_827_513L);
    }

    /** The ISBN that starts with 978 and these nine digits. */
    static Isbn isbn(long body) {
        String twelve = "978" + "%09d".formatted(body);
        for (int digit = 0; digit < 10; digit++) {
            if (Isbn.isCanonical(twelve + digit)) {
                return new Isbn(twelve + digit);
            }
        }
        throw new AssertionError("one digit is right for " + twelve);
    }
}
