package org.catalogsync.chat.eval;

import java.util.List;
import java.util.Random;

/** Chance that is the same for the same seed, everywhere and for ever. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    }

    int roll(int sides) {
        return random.nextInt(sides);
    }

    <T> T one(List<T> of) {
        return of.get(roll(of.size()));
    }
}
