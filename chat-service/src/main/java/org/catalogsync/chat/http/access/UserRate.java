package org.catalogsync.chat.http.access;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How often a user may ask: by this process's count, at once, and by that of all processes, where it can be had within milliseconds. */
public final class UserRate implements AutoCloseable {
    private final Buckets own;
    private final @Nullable SharedBuckets shared;

    /**
     * So often.
     *
     * @param shared null where each process counts by itself
     */
    public UserRate(int perMinute, int burst, @Nullable SharedBuckets shared, LongSupplier nanoTime) {
        this.own = new Buckets(perMinute, burst, nanoTime);
        this.shared = shared;
    }

    /** By this process's count; waits for nothing. The time until the user may ask, zero where that is now. */
    public Duration own(String user) {
        return own.take(user);
    }

    /** By all processes' count; zero where it cannot be had in time. Blocks for milliseconds. */
    public Duration shared(String user) {
        return shared == null ? Duration.ZERO : shared.take(user);
    }

    /** For a person. */
    public static String message(Duration wait) {
        return "too many questions; ask again in " + seconds(wait) + " s";
    }

    /** Whole seconds, rounded up and at least 1: who waits so long does not come too early. */
    public static long seconds(Duration time) {
        return Math.max(1, time.plusNanos(999_999_999).toSeconds());
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
    }
}
