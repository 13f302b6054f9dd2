package org.catalogsync.sync.sample;

/** Repeatable chance: a sequence that depends on nothing but what it was made of (SplitMix64, public domain). */
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** @param what tells sequences of one seed apart */
    static Dice of(long seed, String what, long number) {
        return new Dice(mixed(mixed(seed + what.hashCode() * GAMMA) + number * GAMMA));
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** 0 to {@code sides - 1}. */
    int roll(int sides) {
        state += GAMMA;
        return (int) ((mixed(state) >>> 33) % sides);
    }

    boolean chance(int in, int outOf) {
        return roll(outOf) < in;
    }

    String pick(String... of) {
        return of[roll(of.length)];
    }
}
