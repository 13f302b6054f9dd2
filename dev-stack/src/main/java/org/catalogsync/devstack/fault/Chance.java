package org.catalogsync.devstack.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * By how much chance calls fare ill. The dice fall by seed, operation and how often that operation was called, so that the order in which threads come changes nothing.
 *
 * @param share of calls, 0 to 1
 * @param kinds what may happen, all alike
 */
public record Chance(long seed, double share, Set<Mishap> kinds) {
    /** Nothing happens. */
    public static final Chance NONE = new Chance(0, 0, EnumSet.allOf(Mishap.class));

    /** Out of order until somebody mends it. */
    public static final Chance BROKEN = new Chance(0, 1, EnumSet.of(Mishap.UNAVAILABLE));

    public Chance {
        kinds = Set.copyOf(kinds);
    }

    /** Any mishap. */
    public static Chance of(long seed, double share) {
        return new Chance(seed, share, EnumSet.allOf(Mishap.class));
    }

    Optional<Mishap> roll(String operation, int call) {
        Random dice = dice(operation, call);
        if (dice.nextDouble() >= share) {
            return Optional.empty();
        }
        List<Mishap> sorted = kinds.stream().sorted().toList();
        return Optional.of(sorted.get(dice.nextInt(sorted.size())));
    }

    /** The same dice for the same call. */
    private Random dice(String operation, int call) {
        Random dice = new Random(seed * 31 + operation.hashCode() * 1_000_003L + call);
        // The first numbers of neighbouring seeds are alike.
        dice.nextLong();
        return dice;
    }
}
