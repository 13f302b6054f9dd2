package org.catalogsync.erp.pace;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;

/** Buckets of tokens. They begin empty: one that is made anew in the middle of a second must not give a burst on top of what was taken before. */
final class Tokens {
    private Tokens() {}

    /** What all processes share. */
    static BucketConfiguration shared(Fairness fairness) {
        return configuration(fairness.rate(), fairness.burst());
    }

    /** What a process has by itself, one at a time. */
    static BucketConfiguration share(Fairness fairness) {
        return configuration(fairness.localRate(), 1);
    }

    private static BucketConfiguration configuration(int rate, int burst) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(burst)
                        .refillGreedy(rate, Duration.ofSeconds(1))
                        .initialTokens(0))
                .build();
    }

    /**
     * Takes a token where so many are left that those with better rights find one at once, in this process or another.
     *
     * @return 0 where it was taken, else for how many nanoseconds there will be none
     */
    static long take(Bucket bucket, Priority priority, int burst) {
        int left = Math.min(priority.ordinal(), burst - 1);
        if (left > 0) {
            EstimationProbe enough = bucket.estimateAbilityToConsume(1 + left);
            if (!enough.canBeConsumed()) {
                return Math.max(1, enough.getNanosToWaitForRefill());
            }
        }
        ConsumptionProbe taken = bucket.tryConsumeAndReturnRemaining(1);
        return taken.isConsumed() ? 0 : Math.max(1, taken.getNanosToWaitForRefill());
    }
}
