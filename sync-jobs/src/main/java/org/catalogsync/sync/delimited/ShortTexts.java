package org.catalogsync.sync.delimited;

import org.jspecify.annotations.Nullable;

/** Remembers texts of up to eight bytes: codes, genres and small numbers repeat on most rows, and a look-up is cheaper than a new String. */
final class ShortTexts {
    private static final int SIZE_BITS = 11;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] keys = new long[1 << SIZE_BITS];
    private final @Nullable String[] texts = new String[1 << SIZE_BITS];

    /** The bytes, 1 to 8, as a number. */
    static long key(byte[] bytes, int from, int length) {
        if (from + Long.BYTES <= bytes.length) {
            return Words.at(bytes, from) & (-1L >>> (Long.SIZE - Byte.SIZE * length));
        }
        long key = 0;
        for (int i = length - 1; i >= 0; i--) {
            key = (key << Byte.SIZE) | (bytes[from + i] & 0xFF);
        }
        return key;
    }

    /** Whether the number stands for these bytes only: were the last one NUL, shorter bytes would give the same. */
    static boolean unambiguous(long key, int length) {
        return key >>> (Byte.SIZE * (length - 1)) != 0;
    }

    @Nullable
    String find(long key) {
        int slot = slot(key);
        return keys[slot] == key ? texts[slot] : null;
    }

    void keep(long key, String text) {
        int slot = slot(key);
        keys[slot] = key;
        texts[slot] = text;
    }

    private static int slot(long key) {
        return (int) ((key * MIX) >>> (Long.SIZE - SIZE_BITS));
    }
}
