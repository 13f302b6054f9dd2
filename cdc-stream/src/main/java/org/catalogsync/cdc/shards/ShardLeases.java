package org.catalogsync.cdc.shards;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's leases of shards. All instances of a stream share one record of sync state, {@code cdc-shards:<stream>}: once a second each raises its beat in it, takes the shards that are its part and nobody's, and
 * forgets instances whose beat has stood still for {@link #LEASE}. The record is replaced on condition of its version, so no shard has two owners in it.
 *
 * <p>No clock is compared with another's: who looks measures by itself for how long a beat has stood still, and who holds a lease stops using it well before anybody can have measured that long. A lease keeps double
 * work away, not wrong results: two readers of one shard would be sorted out by the versions.
 */
public final class ShardLeases implements AutoCloseable {
    /** For how long a beat must stand still before its shards are taken over. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** For how long after its last beat an instance reads on. */
    static final Duration USE = Duration.ofSeconds(6);

    /** Shards that were read to their end are remembered for those who have not looked yet; the oldest are forgotten. */
    private static final int ENDED_KEPT = 1_000;

    private static final Duration BEAT_EVERY = Duration.ofSeconds(1);
    private static final int TRIES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(ShardLeases.class);

    private final SyncState state;
    private final String record;
    private final String me;
    private final LongSupplier nanos;

    /** Shards that somebody here would read. */
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    private final Map<String, Long> terms = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> ended = new ConcurrentSkipListSet<>();

    /** Held shards that are beyond this instance's part: given up by whoever reads them, between two batches. */
    private final Set<String> surplus = ConcurrentHashMap.newKeySet();

    private volatile Set<String> others = Set.of();
    private final Map<String, Seen> seen = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long usableUntil;
    private volatile boolean beaten;

    /** Counts on after this instance was forgotten, too: begun anew, it would look as if it stood still to those who saw the same number before. */
    private long beats;

    private long lastTerm;
    private long lastLook;
    private @Nullable Thread beating;

    /** A beat, and since when it stands. */
    private record Seen(long beat, long since) {}

    /**
     * @param stream whose shards are shared
     * @param me a name that no other instance has, now or ever
     * @param nanos as {@link System#nanoTime}
     */
    public ShardLeases(SyncState state, String stream, String me, LongSupplier nanos) {
        this.state = state;
        this.record = "cdc-shards:" + stream;
        this.me = me;
        this.nanos = nanos;
    }

    public void start() {
        beating = Thread.ofVirtual().name("shard-leases").start(this::run);
    }

    private void run() {
        try {
            do {
                try {
                    beat();
                } catch (StoreUnavailable e) {
                    LOG.warn("no beat for the leases of shards: {}", e.getMessage());
                } catch (RuntimeException e) {
                    // Whatever it is, such as credentials that have run out: without beats nobody would read, and
                    // nobody would say so.
                    LOG.error("no lease of shards can be kept", e);
                }
            } while (!closing.await(BEAT_EVERY.toMillis(), TimeUnit.MILLISECONDS));
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the leases of shards end by themselves: {}", e.getMessage());
        }
    }

    /** Says that the shard would be read here. */
    public void want(String shard) {
        wanted.add(shard);
    }

    /** Says that the shard is not to be read here any more, whether or not it was read to its end. */
    public void unwant(String shard) {
        wanted.remove(shard);
        terms.remove(shard);
    }

    /** Whether another instance had the shard when this one last looked. */
    public boolean elsewhere(String shard) {
        return others.contains(shard);
    }

    /** The number of the lease under which the shard may be read now; 0 while there is none. A shard that was read to its end may be looked at by anybody. */
    public long term(String shard) {
        if (ended.contains(shard)) {
            return -1;
        }
        return usable() ? terms.getOrDefault(shard, 0L) : 0;
    }

    private boolean usable() {
        return beaten && nanos.getAsLong() - usableUntil < 0;
    }

    /** To be asked between two batches: gives the shard up if another instance should have it. */
    public void yieldIfSurplus(String shard) {
        if (surplus.remove(shard)) {
            terms.remove(shard);
        }
    }

    /** The shard was read to its end, and all of it is handled. Who dies before the next beat has told nobody; whoever reads the shard then finds its end again. */
    public void ended(String shard) {
        unwant(shard);
        ended.add(shard);
    }

    /** One beat. Tried again at once when another instance's came between; false when that happened too often. */
    synchronized boolean beat() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long now = nanos.getAsLong();
            Optional<Entry> entry = state.find(record);
            Members members = Members.of(entry);
            forgetTheDead(members, now);
            members.beats().put(me, ++beats);
            share(members);
            if (state.replace(
                    record, members.fields(), entry.map(Entry::version).orElse(0L))) {
                adopt(members, now);
                return true;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetTheDead(Members members, long now) {
        if (now - lastLook > USE.toNanos()) {
            // A beat has not stood still because nobody looked.
            seen.clear();
        }
        lastLook = now;
        Map.copyOf(members.beats()).forEach((name, beat) -> {
            Seen before = seen.get(name);
            if (before == null || before.beat != beat) {
                seen.put(name, new Seen(beat, now));
            } else if (!name.equals(me) && now - before.since >= LEASE.toNanos()) {
                LOG.warn("instance {} no longer beats; its shards go to others", name);
                members.remove(name);
            }
        });
        seen.keySet().retainAll(members.beats().keySet());
        // An owner without a beat never was, or was forgotten by somebody else.
        members.owners()
                .values()
                .removeIf(owner ->
                        !owner.equals(Members.ENDED) && !members.beats().containsKey(owner));
    }

    /** Gives up what was yielded, and takes what is nobody's, up to this instance's part. */
    private void share(Members members) {
        Map<String, String> owners = members.owners();
        while (ended.size() > ENDED_KEPT) {
            owners.remove(ended.pollFirst());
        }
        ended.forEach(shard -> owners.put(shard, Members.ENDED));
        owners.entrySet().removeIf(owned -> owned.getValue().equals(me) && !terms.containsKey(owned.getKey()));
        Set<String> all = new TreeSet<>(wanted);
        all.addAll(owners.keySet());
        all.removeIf(members::ended);
        int part = members.part(me, all.size());
        long mine = owners.values().stream().filter(me::equals).count();
        for (String shard : all) {
            if (mine < part && wanted.contains(shard) && !owners.containsKey(shard)) {
                owners.put(shard, me);
                mine++;
            }
        }
    }

    private void adopt(Members members, long now) {
        Set<String> mine = members.owners().entrySet().stream()
                .filter(owned -> owned.getValue().equals(me))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        members.owners().keySet().stream().filter(members::ended).forEach(ended::add);
        others = members.owners().keySet().stream()
                .filter(shard -> !members.ended(shard) && !mine.contains(shard))
                .collect(Collectors.toUnmodifiableSet());
        terms.keySet().retainAll(mine);
        for (String shard : mine) {
            if (!terms.containsKey(shard)) {
                terms.put(shard, ++lastTerm);
                LOG.info("reads {}", shard);
            }
        }
        Set<String> all = new HashSet<>(wanted);
        all.addAll(members.owners().keySet());
        all.removeIf(members::ended);
        int part = members.part(me, all.size());
        surplus.clear();
        mine.stream().skip(part).forEach(surplus::add);
        usableUntil = now + USE.toNanos();
        beaten = true;
    }

    /** Tells the others at once that this instance's shards are free. */
    private synchronized void leave() {
        beaten = false;
        terms.clear();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Entry> entry = state.find(record);
            Members members = Members.of(entry);
            members.remove(me);
            if (state.replace(
                    record, members.fields(), entry.map(Entry::version).orElse(0L))) {
                return;
            }
            pause();
        }
    }

    /** Frees the shards. To be called when nothing is read any more. */
    @Override
    public void close() {
        closing.countDown();
        Thread thread = beating;
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
