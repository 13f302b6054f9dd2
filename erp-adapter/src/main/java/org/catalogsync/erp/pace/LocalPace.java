package org.catalogsync.erp.pace;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.function.LongSupplier;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;

/** This process's own share of the rate. */
final class LocalPace implements Pace {
    private final Bucket bucket;

    private LocalPace(Bucket bucket) {
        this.bucket = bucket;
    }

    /** @param nanos as {@link System#nanoTime} */
    static LocalPace share(Fairness fairness, LongSupplier nanos) {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(new Since(nanos));
        for (Bandwidth limit : Tokens.share(fairness).getBandwidths()) {
            builder.addLimit(limit);
        }
        return new LocalPace(builder.build());
    }

    private record Since(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Override
    public long take(Priority priority) {
        return Tokens.take(bucket, priority, 1);
    }

    /** Gives back what was taken and not used. */
    void giveBack() {
        bucket.addTokens(1);
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
