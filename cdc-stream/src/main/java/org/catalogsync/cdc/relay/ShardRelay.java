package org.catalogsync.cdc.relay;

import java.util.List;
import org.catalogsync.cdc.shards.ShardLeases;
import org.catalogsync.stores.products.TableStream;
import org.catalogsync.stores.products.TableStream.Begin;
import org.catalogsync.stores.products.TableStream.Reading;
import org.catalogsync.stores.products.TableStream.Write;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays one shard, a read at a time: lease, read, send, checkpoint. Whatever breaks on the way, the checkpoint lies behind what is on both queues, and it begins anew from there: at least once. Not for two threads.
 */
final class ShardRelay {
    private static final Logger LOG = LoggerFactory.getLogger(ShardRelay.class);

    private final String shard;
    private final TableStream stream;
    private final ShardLeases leases;
    private final Checkpoints checkpoints;
    private final HintQueues queues;

    /** Where the next read goes on; null to begin at the checkpoint. */
    private @Nullable String iterator;

    /** The lease under which the iterator was got. */
    private long term;

    /** The checkpoint, as this relay left it. */
    private @Nullable String reached;

    ShardRelay(String shard, TableStream stream, ShardLeases leases, Checkpoints checkpoints, HintQueues queues) {
        this.shard = shard;
        this.stream = stream;
        this.leases = leases;
        this.checkpoints = checkpoints;
        this.queues = queues;
    }

    /** What a step came to. */
    enum Step {
        /** Another instance has the shard. */
        WAITS,
        /** On its way, with more to come at once or later. */
        GOES_ON,
        /** Nothing more is there for now. */
        AT_THE_TIP,
        /** Relayed to its end, here or elsewhere. */
        ENDED,
        /** No longer kept. */
        GONE
    }

    /** One read at most. */
    Step step() {
        leases.yieldIfSurplus(shard);
        long now = leases.term(shard);
        if (now <= 0) {
            iterator = null;
            return now < 0 ? ended() : Step.WAITS;
        }
        try {
            String from = now == term ? iterator : null;
            term = now;
            return from == null ? beginAtTheCheckpoint() : read(from);
        } catch (RuntimeException e) {
            // How far the queues were told is not known.
            iterator = null;
            throw e;
        }
    }

    private Step beginAtTheCheckpoint() {
        reached = checkpoints.of(shard);
        if (Checkpoints.END.equals(reached)) {
            return ended();
        }
        return begin(reached);
    }

    private Step begin(@Nullable String after) {
        return switch (stream.begin(shard, after)) {
            case Begin.At at -> goOn(at.iterator());
            // Without a place to begin behind there is nothing to trim; then the oldest write was trimmed between two
            // calls.
            case Begin.Trimmed trimmed -> after == null ? goOn(null) : fromTheOldest();
            case Begin.Gone gone -> gone();
        };
    }

    private Step read(String from) {
        return switch (stream.read(from)) {
            case Reading.Writes writes -> relay(writes);
            case Reading.Expired expired -> goOn(null);
            case Reading.Trimmed trimmed -> fromTheOldest();
            case Reading.Gone gone -> gone();
        };
    }

    private Step relay(Reading.Writes read) {
        List<Write> writes = read.writes();
        queues.send(writes);
        iterator = read.next();
        boolean end = iterator == null;
        if (!writes.isEmpty() || end) {
            String to = end ? Checkpoints.END : writes.getLast().sequence();
            if (!checkpoints.move(shard, reached, to)) {
                LOG.info("{} is relayed by another instance; going on where it came to", shard);
                return goOn(null);
            }
            reached = to;
        }
        if (end) {
            return ended();
        }
        return writes.isEmpty() ? Step.AT_THE_TIP : Step.GOES_ON;
    }

    /** Beginning at the checkpoint again would find it trimmed again. */
    private Step fromTheOldest() {
        LOG.warn("{}: hints older than 24 h are gone; the night's reconcile finds what they were about", shard);
        return begin(null);
    }

    private Step goOn(@Nullable String from) {
        iterator = from;
        return Step.GOES_ON;
    }

    private Step ended() {
        leases.ended(shard);
        return Step.ENDED;
    }

    private Step gone() {
        leases.unwant(shard);
        iterator = null;
        return Step.GONE;
    }
}
