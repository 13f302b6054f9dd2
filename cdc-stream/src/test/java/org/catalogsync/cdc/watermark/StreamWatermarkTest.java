package org.catalogsync.cdc.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.cdc.support.MemoryState;
import org.catalogsync.cdc.watermark.SimulatedStream.Commit;
import org.catalogsync.stores.state.SyncState.Entry;
import org.catalogsync.stores.state.Watermarks;
import org.junit.jupiter.api.Test;

/** Two instances that die and come back, shards that are split, merged and forgotten, leases that go to and fro, batches that fail, records that come late: by seeds, and case by case. */
class StreamWatermarkTest {
    private static final String FIRST = "shardId-000000000000";
    private static final String SECOND = "shardId-000000000001";
    private static final int BOTH_SHARDS = 64;
    private static final int FIRST_SHARD = 32;

    @Property(tries = 300)
    void isNeverLaterThanWhatIsHandledAndComesToTheEnd(@ForAll long seed) {
        World world = new World(seed);
        world.leaseAll(world.one);
        for (int step = 0; step < 600; step++) {
            world.step();
            world.assertNotTooLate();
        }
        // Which commits waited for the margin is forgotten with a lease, and with a shard's end: the next one tells.
        world.commitTheLatest();
        world.settle();
        assertThat(world.watermark())
                .as("in the end, of %s", world.fields())
                .isEqualTo(world.lastCommit().map(at -> at.minus(SimulatedStream.MARGIN)));
    }

    @Test
    void aShardThatStandsStillHoldsItBackAndOneThatIsEmptyDoesNot() {
        World world = new World(1);
        world.leaseAll(world.one);
        world.stream.commit(FIRST_SHARD);
        world.settle();
        Optional<Instant> withAnEmptyShard = world.watermark();
        assertThat(withAnEmptyShard).isEqualTo(world.lastCommit().map(at -> at.minus(SimulatedStream.MARGIN)));

        commitUntilOneIsInTheSecond(world);
        world.stream.pass(10_000);
        world.one.read(SECOND, 10);
        for (int i = 0; i < 20; i++) {
            world.stream.commit(FIRST_SHARD);
            world.stream.pass(10_000);
            world.bringOn(world.one, FIRST);
            world.write(world.one);
        }
        Instant stuck = world.stream.shard(SECOND).records.getFirst().at;
        assertThat(world.watermark().orElseThrow()).isBeforeOrEqualTo(stuck);

        world.settle();
        assertThat(world.watermark().orElseThrow()).isAfter(stuck);
    }

    private static void commitUntilOneIsInTheSecond(World world) {
        while (world.stream.shard(SECOND).records.isEmpty()) {
            world.stream.commit(BOTH_SHARDS);
            world.stream.pass(10_000);
        }
    }

    @Test
    void isNotKnownWhileAShardIsThatNobodyHasRead() {
        World world = new World(2);
        world.lease(FIRST, world.one);
        world.stream.commit(FIRST_SHARD);
        for (int i = 0; i < 5; i++) {
            world.stream.pass(10_000);
            world.bringOn(world.one, FIRST);
            world.write(world.one);
        }

        assertThat(world.fields().get("shard." + FIRST)).isNotEmpty();
        assertThat(world.fields()).containsEntry("shard." + SECOND, "").doesNotContainKey("watermark");
    }

    @Test
    void anInstanceWithoutTheLeaseMovesNothing() {
        World world = new World(3);
        world.leaseAll(world.one);
        world.stream.commit(FIRST_SHARD);
        world.settle();
        Map<String, String> before = world.fields();
        world.stream.commit(FIRST_SHARD);
        world.stream.pass(10_000);
        world.one.read(FIRST, 10);
        world.lease(FIRST, world.two);

        world.one.finish(FIRST);
        world.stream.pass(10_000);
        world.write(world.one);

        assertThat(world.fields()).isEqualTo(before);
    }

    @Test
    void whatAnotherStreamSaidIsForgotten() {
        World world = new World(4);
        world.leaseAll(world.one);
        world.state.replace(
                "stream",
                Map.of("source", "another", "shard.x", "2026-01-01T00:00:00Z", "watermark", "2026-01-01T00:00:00Z"),
                0);

        world.write(world.one);

        assertThat(world.fields())
                .containsOnly(
                        Map.entry("source", "s"), Map.entry("shard." + FIRST, ""), Map.entry("shard." + SECOND, ""));
    }

    @Test
    void anOldInstanceThatKnowsNoWatermarkTakesNothingTrueAway() {
        World world = new World(5);
        world.leaseAll(world.one);
        world.stream.commit(BOTH_SHARDS);
        world.settle();
        Optional<Instant> before = world.watermark();
        long version = world.state.find("stream").map(Entry::version).orElseThrow();
        world.state.replace("stream", Map.of("since", "x", "heartbeat", "y"), version);

        world.settle();

        assertThat(world.watermark()).isEqualTo(before);
        assertThat(world.fields()).containsEntry("since", "x");
    }

    private static final class World {
        final SimulatedStream stream;
        SimulatedReader one;
        SimulatedReader two;
        final MemoryState state = new MemoryState();
        private final Random random;
        private final Set<String> ended = new HashSet<>();
        private final Map<String, SimulatedReader> owners = new TreeMap<>();
        private long terms;
        private Optional<Instant> last = Optional.empty();

        World(long seed) {
            random = new Random(seed);
            stream = new SimulatedStream(random);
            one = new SimulatedReader(stream);
            two = new SimulatedReader(stream);
        }

        void step() {
            SimulatedReader reader = random.nextBoolean() ? one : two;
            int dice = random.nextInt(100);
            if (dice < 12) {
                stream.pass(random.nextLong(2_500));
            } else if (dice < 30) {
                stream.commit(random.nextInt(3) == 0 ? FIRST_SHARD : BOTH_SHARDS);
            } else if (dice < 70) {
                String shard = anyShard();
                read(shard, 1 + random.nextInt(6));
                if (random.nextInt(4) != 0) {
                    finish(shard);
                }
            } else if (dice < 90) {
                write(reader);
            } else if (dice < 93) {
                lease(anyShard(), reader);
            } else if (dice < 95) {
                reader.list();
            } else if (dice < 97) {
                reader.beat(ended);
            } else if (dice < 98 && stream.shards.size() < 8) {
                stream.reshard();
            } else if (random.nextInt(4) == 0) {
                kill(reader);
            } else if (random.nextInt(4) == 0) {
                forget(anyShard());
            } else {
                finish(anyShard());
            }
        }

        /** What it has not told is lost; another one begins behind the checkpoints. */
        private void kill(SimulatedReader reader) {
            owners.values().removeIf(reader::equals);
            if (reader == one) {
                one = new SimulatedReader(stream);
            } else {
                two = new SimulatedReader(stream);
            }
        }

        /** The stream no longer keeps the shard: long after it was read, and one generation after the other. */
        private void forget(String shard) {
            boolean oldest = stream.shard(shard).parents.stream()
                    .allMatch(parent -> stream.shard(parent).expired && !fields().containsKey("shard." + parent));
            if (stream.isDone(shard) && oldest) {
                stream.shard(shard).expired = true;
                owners.remove(shard);
            }
        }

        private String anyShard() {
            return List.copyOf(stream.shards.keySet()).get(random.nextInt(stream.shards.size()));
        }

        void lease(String shard, SimulatedReader to) {
            if (ended.contains(shard) || stream.shard(shard).expired) {
                return;
            }
            SimulatedReader before = owners.put(shard, to);
            if (before != null) {
                before.loseLease(shard);
            }
            to.lease(shard, ++terms);
        }

        void leaseAll(SimulatedReader to) {
            stream.shards.keySet().forEach(shard -> lease(shard, to));
        }

        private void read(String shard, int limit) {
            SimulatedReader owner = owners.get(shard);
            if (owner != null && owner.holds(shard)) {
                owner.read(shard, limit);
            }
        }

        /** Mostly the owner's; at times that of one who was too slow. */
        private void finish(String shard) {
            SimulatedReader owner = owners.get(shard);
            SimulatedReader who = random.nextInt(8) == 0 ? (random.nextBoolean() ? one : two) : owner;
            if (who != null) {
                who.finish(shard);
            }
        }

        void bringOn(SimulatedReader reader, String shard) {
            read(shard, 100);
            reader.finish(shard);
            stream.pass(SimulatedStream.MARGIN.toMillis());
            read(shard, 100);
            reader.finish(shard);
        }

        /** Now and then the other one's write comes between. */
        void write(SimulatedReader reader) {
            Optional<Entry> entry = state.find("stream");
            Map<String, String> fields = new TreeMap<>(entry.map(Entry::fields).orElse(Map.of()));
            reader.watermark.writeTo(fields);
            if (random.nextInt(4) == 0) {
                write(reader == one ? two : one);
            }
            state.replace("stream", fields, entry.map(Entry::version).orElse(0L));
        }

        /** Nothing more is committed, and everybody does what there is to do. */
        void settle() {
            do {
                stream.pass(SimulatedStream.MARGIN.toMillis());
            } while (!stream.arrivedAll());
            for (int round = 0; round < 12; round++) {
                one.list();
                two.list();
                one.beat(ended);
                two.beat(ended);
                for (String shard : new ArrayList<>(stream.shards.keySet())) {
                    SimulatedReader owner = owners.get(shard);
                    if (owner == null) {
                        lease(shard, one);
                        owner = owners.get(shard);
                    }
                    if (owner != null) {
                        bringOn(owner, shard);
                    }
                }
                write(one);
                write(two);
                assertNotTooLate();
            }
        }

        Map<String, String> fields() {
            return state.find("stream").map(Entry::fields).orElse(Map.of());
        }

        Optional<Instant> watermark() {
            return new Watermarks(state).stream();
        }

        void commitTheLatest() {
            do {
                stream.commit(BOTH_SHARDS);
            } while (!Optional.of(stream.commits.getLast().at).equals(lastCommit()));
        }

        Optional<Instant> lastCommit() {
            return stream.commits.stream().map(commit -> commit.at).max(Comparator.naturalOrder());
        }

        /** Also of what has not even been put on the stream. */
        void assertNotTooLate() {
            Optional<Instant> now = watermark();
            assertThat(now.isPresent() || last.isEmpty())
                    .as("it does not go away")
                    .isTrue();
            now.ifPresent(at -> {
                assertThat(last.filter(at::isBefore)).as("it does not go back").isEmpty();
                List<Commit> missed = stream.commits.stream()
                        .filter(commit -> commit.at.isBefore(at) && !commit.handled)
                        .toList();
                assertThat(missed).as("committed before %s", at).isEmpty();
            });
            last = now;
        }
    }
}
