package org.catalogsync.model;

/**
 * A canonical ISBN-13: thirteen ASCII digits with a right check digit, the key of every store.
 *
 * @param value thirteen digits, no hyphens
 */
public record Isbn(String value) implements Comparable<Isbn> {

    public Isbn {
        if (!isCanonical(value)) {
            throw new IllegalArgumentException("not a canonical ISBN-13: '" + value + "'");
        }
    }

    /** Whether the text is thirteen ASCII digits whose last one is the check digit of the others. */
    public static boolean isCanonical(String text) {
        if (text.length() != 13) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += (i & 1) == 0 ? digit : 3 * digit;
        }
        return sum % 10 == 0;
    }

    /** The key as a number, for compact tables; below 10^13. */
    public long asLong() {
        long number = 0;
        for (int i = 0; i < 13; i++) {
            number = number * 10 + (value.charAt(i) - '0');
        }
        return number;
    }

    /**
     * The hash bucket of this key. Every stage cuts its work by it, so it must never depend on the process or the run's date.
     *
     * @param buckets how many buckets the run has, at least 1
     */
    public int bucket(int buckets) {
        long mixed = asLong() * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        return (int) Long.remainderUnsigned(mixed, buckets);
    }

    @Override
    public int compareTo(Isbn other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
