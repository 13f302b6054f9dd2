package org.catalogsync.cdc.generate;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How often which change is made, as weights. */
public final class Mix {
    /** As a shop's day is: stock moves, little else. */
    public static final String USUAL = "update=94,insert=3,delete=2,rekey=1";

    /** What a change does. */
    enum Act {
        UPDATE,
        INSERT,
        DELETE,
        /** A change of the primary key: one update with the old key in its before-image. */
        REKEY
    }

    private final Map<Act, Integer> weights;
    private final int total;

    private Mix(Map<Act, Integer> weights) {
        this.weights = weights;
        this.total = weights.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Reads {@code update=94,insert=3,delete=2,rekey=1}; what is left out has no weight. */
    public static Mix parse(String text) {
        Map<Act, Integer> weights = new EnumMap<>(Act.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            try {
                int weight = Integer.parseInt(pair[pair.length - 1]);
                if (pair.length != 2 || weight < 0 || weight > 1_000_000) {
                    throw refused(text);
                }
                weights.put(Act.valueOf(pair[0].toUpperCase(Locale.ROOT)), weight);
            } catch (IllegalArgumentException e) {
                throw refused(text);
            }
        }
        Mix mix = new Mix(weights);
        if (mix.total == 0) {
            throw refused(text);
        }
        return mix;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "--shape: expected weights from 0 to 1000000, not all 0, such as " + USUAL + ", found " + text);
    }

    Act draw(RandomGenerator random) {
        int drawn = random.nextInt(total);
        for (Map.Entry<Act, Integer> weight : weights.entrySet()) {
            drawn -= weight.getValue();
            if (drawn < 0) {
                return weight.getKey();
            }
        }
        throw new IllegalStateException("the weights do not add up to " + total);
    }
}
