package org.catalogsync.sync.run;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.catalogsync.sync.run.RunLease.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease that is held: its heart beats until it is closed, and it permits writes as long as nobody took it over and nobody asked to stop. */
public final class KeptLease implements WritePermit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptLease.class);

    private final RunLease lease;
    private final Claim.Held held;
    private final Clock clock;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private volatile boolean stopping;
    private volatile boolean lost;

    private KeptLease(RunLease lease, Claim.Held held, Clock clock) {
        this.lease = lease;
        this.held = held;
        this.clock = clock;
    }

    /** Keeps a lease that was claimed a moment ago. */
    public static KeptLease keep(RunLease lease, Claim.Held held, Clock clock) {
        KeptLease kept = new KeptLease(lease, held, clock);
        long every = RunLease.HEARTBEAT.toMillis();
        kept.heart.scheduleAtFixedRate(kept::beat, every, every, TimeUnit.MILLISECONDS);
        return kept;
    }

    /** Grows with every change of the owner. */
    public long epoch() {
        return held.epoch();
    }

    /** Makes the next check throw {@link StopRequested}. */
    public void requestStop() {
        stopping = true;
    }

    @Override
    public void check() {
        if (stopping) {
            throw new StopRequested();
        }
        lease.verify(held);
    }

    /** Throws where the lease was lost, also when a stop was asked for. */
    public void checkOwner() {
        lease.verify(held);
    }

    /** For the end of a unit of work, inside its transaction: what is committed under this lease was written by its owner. */
    public void checkUntilCommit() {
        lease.verifyUntilCommit(held);
    }

    /**
     * Does some work. Where it fails and the lease was lost, that is the reason that counts: the successor ended what this process had open. Throws {@link LeaseLost} then.
     */
    public <T> T whileOwned(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            checkStillMine(e);
            throw e;
        }
    }

    /** By the database, and where the successor ended this process's last connection to it, by what the heart has seen. */
    private void checkStillMine(RuntimeException failure) {
        try {
            checkOwner();
        } catch (LeaseLost e) {
            throw e;
        } catch (RuntimeException unreadable) {
            failure.addSuppressed(unreadable);
            if (lost) {
                throw LeaseLost.toAnother(failure);
            }
        }
    }

    /** Writes to the job repository outside of any unit, as the owner or not at all. */
    public void asOwner(Runnable writes) {
        lease.asOwner(held, () -> {
            writes.run();
            return true;
        });
    }

    /** The same with a result. */
    public <T> T asOwner(Supplier<T> writes) {
        return lease.asOwner(held, writes);
    }

    /** Whose lease it is, such as {@code 4711@batch-1}. */
    public String owner() {
        return held.owner();
    }

    /** Must not throw: a heart that missed one beat because the database was away beats on. */
    void beat() {
        try {
            if (!lease.beat(held, clock.instant())) {
                lost = true;
                LOG.error("the lease went to another process; writing nothing more");
            }
        } catch (RuntimeException e) {
            LOG.warn("no heartbeat: {}", e.toString());
        }
    }

    /** Gives the lease back; does nothing to one that was taken over. */
    @Override
    public void close() {
        heart.shutdownNow();
        lease.release(held);
    }
}
