package org.catalogsync.model;

/**
 * An order-independent digest of a set of products: how many, and the sum of their content hashes modulo 2^128. A sum and not XOR, under which a doubled row would vanish. Equal digests of two stores mean
 * equal content up to hash collisions; unequal ones only choose what to compare key by key.
 */
public final class SetDigest {
    private long count;
    private long high;
    private long low;

    public void add(ContentHash hash) {
        long sum = low + hash.low();
        high += hash.high() + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
        count++;
    }

    /** Takes back one {@link #add}; adding and removing commute. */
    public void remove(ContentHash hash) {
        long difference = low - hash.low();
        high -= hash.high() + (Long.compareUnsigned(low, hash.low()) < 0 ? 1 : 0);
        low = difference;
        count--;
    }

    public void addAll(SetDigest other) {
        add(new ContentHash(other.high, other.low));
        count += other.count - 1;
    }

    public long count() {
        return count;
    }

    /** The sum as 32 hexadecimal digits. */
    public String sum() {
        return new ContentHash(high, low).toString();
    }

    public static SetDigest of(long count, String sum) {
        SetDigest digest = new SetDigest();
        digest.add(ContentHash.parse(sum));
        digest.count = count;
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SetDigest that && count == that.count && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(low ^ high ^ count);
    }

    @Override
    public String toString() {
        return count + " items, sum " + sum();
    }
}
