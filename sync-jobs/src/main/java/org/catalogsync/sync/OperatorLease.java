package org.catalogsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.catalogsync.sync.run.KeptLease;
import org.catalogsync.sync.run.LeaseLost;
import org.catalogsync.sync.run.ProcessIdentity;
import org.catalogsync.sync.run.RunLease;
import org.catalogsync.sync.run.RunLease.Claim;
import org.catalogsync.sync.run.WritePermit;

/** Lets an operator's command write as the one writer: under the lease of the runs, and only while it is held. */
final class OperatorLease {
    private final RunLease lease;
    private final Clock clock;

    OperatorLease(RunLease lease, Clock clock) {
        this.lease = lease;
        this.clock = clock;
    }

    /** How a turn ended. */
    sealed interface Turn<T> {
        record Taken<T>(T result) implements Turn<T> {}

        /** A live run holds the lease. */
        record Busy<T>(String owner, Duration silence) implements Turn<T> {}

        /** Somebody took the lease over meanwhile; nothing was written since. */
        record TakenOver<T>(String owner) implements Turn<T> {}
    }

    /** Does the work unless a live run is at work. */
    <T> Turn<T> take(Function<WritePermit, T> work) {
        return switch (lease.claim(ProcessIdentity.mine(), clock)) {
            case Claim.Busy busy -> new Turn.Busy<>(busy.owner(), busy.silence());
            case Claim.Held held -> {
                try (KeptLease kept = KeptLease.keep(lease, held, clock)) {
                    yield new Turn.Taken<>(kept.whileOwned(() -> work.apply(kept)));
                } catch (LeaseLost lost) {
                    yield new Turn.TakenOver<>(lost.owner());
                }
            }
        };
    }
}
