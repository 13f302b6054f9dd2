package org.catalogsync.sync.delimited;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: the scanning of delimited text is bound by branches, and a word has one branch where its bytes have eight. */
final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = ~HIGH_BITS;

    private Words() {}

    static long at(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    static long pattern(byte value) {
        return (value & 0xFFL) * EACH;
    }

    /** The high bit of each byte of the word that equals the pattern's, exactly: no borrow runs into a neighbour. */
    static long matches(long word, long pattern) {
        long difference = word ^ pattern;
        return ~(((difference & LOW_BITS) + LOW_BITS) | difference) & HIGH_BITS;
    }

    /** Which byte of a word the first match is in. */
    static int first(long matches) {
        return Long.numberOfTrailingZeros(matches) >>> 3;
    }

    /** Whether all bytes of {@code bytes[from, to)} are ASCII. */
    static boolean ascii(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            if ((at(bytes, at) & HIGH_BITS) != 0) {
                return false;
            }
        }
        int seen = 0;
        for (; at < to; at++) {
            seen |= bytes[at];
        }
        return seen >= 0;
    }
}
