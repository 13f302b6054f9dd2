package org.catalogsync.cdc.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.relay.ShardRelay.Step;
import org.catalogsync.cdc.shards.ShardLeases;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.products.TableStream;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.state.SyncState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a hint of every write to the product table, by any writer, from the table's own stream to the queues of index and cache. At least once; the writes of a key in their order. Instances share the shards by leases. A
 * store that is away holds the relay up and loses nothing, as long as it is back within the 24 hours for which the stream keeps a write.
 */
public final class HintRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HintRelay.class);

    /** A shard ends after some hours; its children are looked for at once when it ended here, and so often when elsewhere. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** Five reads a second are what a shard allows, with something to spare. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(210);

    /** A read that finds nothing may still have something before it: DynamoDB answers so now and then on a shard with few writes. So many in a row are taken for the tip. */
    private static final int EMPTY_READS = 5;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration LAST_BATCH = Duration.ofSeconds(20);

    private final TableStream stream;
    private final ShardLeases leases;
    private final Checkpoints checkpoints;
    private final HintQueues queues;
    private final OpenShards shards;
    private final Map<String, Reader> readers = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Has a permit when somebody wants the shards looked at. */
    private final Semaphore asked = new Semaphore(0);

    /** When the last look at the shards began, as {@link System#nanoTime}; null before the first. */
    private volatile @Nullable Long looked;

    private @Nullable Thread looking;

    /**
     * @param table whose stream it is
     * @param leases of the shards of this stream; started and closed here
     * @param index takes every hint
     * @param invalidate takes those that an answer could show
     */
    public HintRelay(
            TableStream stream,
            String table,
            SyncState state,
            ShardLeases leases,
            MessageQueue index,
            MessageQueue invalidate,
            StreamCounts counts) {
        this.stream = stream;
        this.leases = leases;
        this.checkpoints = new Checkpoints(state, table);
        this.queues = new HintQueues(index, invalidate, counts);
        this.shards = new OpenShards(stream, checkpoints);
    }

    public void start() {
        leases.start();
        looking = Thread.ofVirtual().name("table-stream").start(this::look);
    }

    private void look() {
        while (!closed(Duration.ZERO)) {
            try {
                lookOnce();
            } catch (StoreUnavailable e) {
                LOG.error("the shards of the table's stream are not known: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the shards of the table's stream are not known", e);
            }
            awaitAsked();
        }
    }

    private void lookOnce() {
        if (readers.values().stream().anyMatch(reader -> reader.ended)) {
            // Until the children are found, nobody reads on.
            looked = null;
            readers.values().removeIf(reader -> reader.ended);
        }
        long now = System.nanoTime();
        shards.look().forEach(this::read);
        looked = now;
    }

    private void awaitAsked() {
        try {
            if (asked.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                asked.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private void read(String shard) {
        leases.want(shard);
        if (!readers.containsKey(shard)) {
            Reader reader = new Reader(shard);
            readers.put(shard, reader);
            reader.thread.start();
        }
    }

    /** One shard on a thread of its own. */
    private final class Reader {
        private final String shard;
        private final ShardRelay relay;
        private final Thread thread;

        /** When the latest reads that found nothing began, as {@link System#nanoTime}; no more than are needed. */
        private final Deque<Long> empty = new ArrayDeque<>();

        /** When the first of enough such reads began: what was written before is relayed. */
        private volatile @Nullable Long atTheTip;

        /** Taken away by the next look. */
        private volatile boolean ended;

        Reader(String shard) {
            this.shard = shard;
            this.relay = new ShardRelay(shard, stream, leases, checkpoints, queues);
            this.thread = Thread.ofVirtual().name(shard).unstarted(this::run);
        }

        private void run() {
            Duration rest = Duration.ZERO;
            while (!closed(rest)) {
                rest = BETWEEN_READS;
                try {
                    long now = System.nanoTime();
                    Step step = relay.step();
                    look(step, now);
                    if (step == Step.ENDED || step == Step.GONE) {
                        ended(step);
                        return;
                    }
                } catch (StoreUnavailable e) {
                    LOG.error("{} stands still: {}", shard, e.getMessage());
                    rest = AFTER_FAILURE;
                } catch (RuntimeException e) {
                    LOG.error("{} stands still", shard, e);
                    rest = AFTER_FAILURE;
                }
            }
        }

        private void look(Step step, long began) {
            if (step != Step.AT_THE_TIP) {
                empty.clear();
                return;
            }
            empty.addLast(began);
            if (empty.size() == EMPTY_READS) {
                atTheTip = empty.removeFirst();
            }
        }

        private void ended(Step step) {
            ended = true;
            if (step == Step.ENDED) {
                asked.release();
            }
        }

        boolean isBehind(long nanos) {
            Long tip = atTheTip;
            return ended || ((tip == null || tip - nanos < 0) && !leases.elsewhere(shard));
        }
    }

    /** Whether everything that was written before this moment ({@link System#nanoTime}) is on the queues, or up to another instance. */
    public boolean relayed(long nanos) {
        Long look = looked;
        if (look == null || look - nanos < 0) {
            asked.release();
            return false;
        }
        // A look between the two may have taken an ended shard away whose children nobody reads yet.
        return readers.values().stream().noneMatch(reader -> reader.isBehind(nanos)) && look.equals(looked);
    }

    private boolean closed(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Finishes the reads at hand, then gives the shards to others. */
    @Override
    public void close() {
        closing.countDown();
        asked.release();
        long end = System.nanoTime() + LAST_BATCH.toNanos();
        try {
            Thread thread = looking;
            if (thread != null) {
                thread.join(until(end));
            }
            for (Reader reader : readers.values()) {
                if (!reader.thread.join(until(end))) {
                    LOG.warn(
                            "{}: the hints at hand were not sent within {}; they are read again",
                            reader.shard,
                            LAST_BATCH);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leases.close();
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }
}
