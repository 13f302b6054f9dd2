package org.catalogsync.cdc.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.relay.ShardRelay.Step;
import org.catalogsync.cdc.shards.Beats;
import org.catalogsync.cdc.shards.ShardLeases;
import org.catalogsync.cdc.support.Items;
import org.catalogsync.cdc.support.MemoryQueue;
import org.catalogsync.cdc.support.MemoryState;
import org.catalogsync.cdc.support.MemoryTableStream;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.products.TableStream.Kind;
import org.catalogsync.stores.state.SyncState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** From the table's stream to the queues, read by read, with a clock that the test moves. */
class RelayTest {
    private static final String RECORD = "cdc-table-stream:products";
    private static final List<Isbn> KEYS =
            SyntheticKeys.isbns(3).stream().map(Isbn::new).toList();

    private final MemoryTableStream stream = new MemoryTableStream();
    private final BreakableState state = new BreakableState();
    private final MemoryQueue index = new MemoryQueue();
    private final MemoryQueue invalidate = new MemoryQueue();
    private final StreamCounts counts = new StreamCounts(new SimpleMeterRegistry());
    private final List<String> written = new ArrayList<>();
    private long rev = 10;
    private long now = 1_000;

    @Test
    void everyWriteIsToldToTheIndexAndThoseThatAnAnswerCouldShowToTheCache() {
        stream.open("s1", null);
        write("s1", KEYS.get(0));
        String changed = written.getLast();
        stream.write("s1", Kind.MODIFIED, Items.live(KEYS.get(0), rev, 1), Items.live(KEYS.get(0), ++rev, 1));
        stream.stray("s1", "12");

        new Instance("a").relayAll();

        assertThat(events(index)).containsExactly(changed, KEYS.get(0) + "@" + rev);
        assertThat(events(invalidate)).containsExactly(changed);
        assertThat(counts.of(End.RELAYED)).isEqualTo(2);
        assertThat(counts.of(End.STRAY)).isEqualTo(1);
    }

    @Test
    void aParentIsRelayedToItsEndBeforeItsChildrenAreBegun() {
        // Listed with the child first, as DynamoDB may.
        stream.open("s2", "s1");
        stream.open("s1", "trimmed long ago");
        write("s1", KEYS.get(0), 5);
        List<String> parents = List.copyOf(written);
        write("s2", KEYS.get(0), 3);
        Instance instance = new Instance("a");

        instance.relayAll();
        assertThat(events(index)).as("the parent has not ended").isEqualTo(parents);
        stream.end("s1");
        instance.relayAll();

        assertThat(events(index)).isEqualTo(written);
        assertThat(reached()).containsEntry("s1", "end");
    }

    @Test
    void anotherInstanceGoesOnBehindTheCheckpoint() {
        stream.open("s1", null);
        write("s1", KEYS.get(0), 3);
        new Instance("a").relayAll();
        now += Duration.ofSeconds(5).toNanos();
        write("s1", KEYS.get(1), 3);

        Instance heir = new Instance("b");
        heir.beatFor(Duration.ofSeconds(12));
        heir.relayAll();

        assertThat(events(index)).isEqualTo(written);
    }

    @Test
    void aKillBetweenSendAndCheckpointRepeatsHintsAndLosesNone() {
        stream.open("s1", null);
        write("s1", KEYS.get(0), 4);
        Instance killed = new Instance("a");
        state.breaks = true;
        assertThatThrownBy(killed::relayAll).isInstanceOf(StoreUnavailable.class);
        state.breaks = false;
        List<String> sent = List.copyOf(events(index));
        assertThat(sent).as("sent before the kill").isEqualTo(written.subList(0, 2));

        Instance heir = new Instance("b");
        heir.beatFor(Duration.ofSeconds(12));
        heir.relayAll();

        List<String> all = new ArrayList<>(sent);
        all.addAll(written);
        assertThat(events(index)).isEqualTo(all);
        assertThat(events(invalidate)).isEqualTo(all);
    }

    @Test
    void noCheckpointMovesBeforeBothQueuesHaveTakenTheHints() {
        MemoryQueue away = new MemoryQueue() {
            @Override
            public synchronized void sendGrouped(List<Grouped> messages) {
                throw new StoreUnavailable("queues: unavailable", null);
            }
        };
        stream.open("s1", null);
        write("s1", KEYS.get(0), 2);

        assertThatThrownBy(() -> new Instance("a", away).relayAll()).isInstanceOf(StoreUnavailable.class);

        assertThat(reached()).isEmpty();
        assertThat(events(index)).isEqualTo(written);
    }

    @Test
    void whatIsTrimmedIsPassedOverAndTheRestIsRelayed() {
        stream.open("s1", null);
        write("s1", KEYS.get(0), 2);
        Instance instance = new Instance("a");
        instance.relayAll();
        write("s1", KEYS.get(1), 4);
        stream.trim("s1", 4);

        instance.relayAll();
        Instance later = new Instance("b");
        later.beatFor(Duration.ofSeconds(12));
        write("s1", KEYS.get(2), 3);
        stream.trim("s1", 3);
        later.relayAll();

        List<String> kept = new ArrayList<>(written);
        kept.subList(6, 7).clear();
        kept.subList(2, 4).clear();
        assertThat(events(index)).isEqualTo(kept);
    }

    @Test
    void anExpiredIteratorIsReplacedAtTheCheckpoint() {
        stream.open("s1", null);
        write("s1", KEYS.get(0), 3);
        Instance instance = new Instance("a");
        instance.relayAll();
        write("s1", KEYS.get(1), 3);
        stream.expire();

        instance.relayAll();

        assertThat(events(index)).isEqualTo(written);
    }

    @Test
    void checkpointsOfShardsThatAreNoLongerKeptAreForgotten() {
        stream.open("s1", null);
        stream.open("s2", "s1");
        write("s1", KEYS.get(0), 1);
        stream.end("s1");
        Instance instance = new Instance("a");
        instance.relayAll();
        write("s2", KEYS.get(0), 1);
        instance.relayAll();
        assertThat(reached()).containsOnlyKeys("s1", "s2");

        stream.forget("s1");
        instance.relayAll();
        assertThat(reached()).containsOnlyKeys("s2");
        stream.forget("s2");
        instance.relayAll();

        assertThat(reached()).isEmpty();
    }

    @Test
    void whoRelaysBesideAnotherMovesNoCheckpointBack() {
        stream.open("s1", null);
        write("s1", KEYS.get(0), 2);
        Instance slow = new Instance("a");
        ShardRelay sleeper = slow.relay("s1");
        assertThat(sleeper.step()).as("has its iterator").isEqualTo(Step.GOES_ON);
        Checkpoints checkpoints = new Checkpoints(state, "products");
        write("s1", KEYS.get(1), 2);
        checkpoints.move("s1", null, "104");

        assertThat(sleeper.step()).isEqualTo(Step.GOES_ON);
        assertThat(checkpoints.of("s1")).isEqualTo("104");
        while (sleeper.step() != Step.AT_THE_TIP) {
            // Goes on where the other came to.
        }
        assertThat(events(index)).isEqualTo(written.subList(0, 2));
    }

    @Test
    void instancesShareTheShards() {
        List<String> shards = List.of("s1", "s2", "s3", "s4");
        shards.forEach(shard -> stream.open(shard, null));
        Instance first = new Instance("a");
        Instance second = new Instance("b");
        for (int round = 0; round < 5; round++) {
            first.relayAll();
            second.relayAll();
        }

        shards.forEach(shard -> write(shard, KEYS.get(0), 1));
        List<Step> firsts = shards.stream().map(first::twoSteps).toList();
        List<Step> seconds = shards.stream().map(second::twoSteps).toList();

        assertThat(firsts).filteredOn(Step.WAITS::equals).hasSize(2);
        assertThat(seconds).filteredOn(Step.WAITS::equals).hasSize(2);
        assertThat(events(index)).containsExactlyInAnyOrderElementsOf(written);
    }

    private void write(String shard, Isbn key, int times) {
        for (int i = 0; i < times; i++) {
            write(shard, key);
        }
    }

    private void write(String shard, Isbn key) {
        long before = rev++;
        stream.write(shard, Kind.MODIFIED, Items.live(key, before, 1), Items.live(key, rev, 2));
        written.add(key + "@" + rev);
    }

    private Map<String, String> reached() {
        return new Checkpoints(state, "products").all();
    }

    private static List<String> events(MemoryQueue queue) {
        return queue.bodies().stream()
                .map(body -> JsonMapper.shared()
                        .readTree(body)
                        .at("/detail/event_id")
                        .asString())
                .toList();
    }

    /** One instance, without threads. */
    private final class Instance {
        private final ShardLeases leases;
        private final Checkpoints checkpoints = new Checkpoints(state, "products");
        private final HintQueues queues;
        private final OpenShards open = new OpenShards(stream, checkpoints);
        private final Map<String, ShardRelay> relays = new HashMap<>();

        Instance(String name) {
            this(name, invalidate);
        }

        Instance(String name, MemoryQueue invalidate) {
            leases = new ShardLeases(state, "table:products", name, () -> now);
            queues = new HintQueues(index, invalidate, counts);
            Beats.beat(leases);
        }

        /** Until nothing more is there to be relayed here. */
        void relayAll() {
            boolean more = true;
            while (more) {
                more = false;
                for (String shard : open.look()) {
                    leases.want(shard);
                    Beats.beat(leases);
                    Step step = relay(shard).step();
                    while (step == Step.GOES_ON) {
                        more = true;
                        step = relay(shard).step();
                    }
                    more |= step == Step.ENDED;
                }
            }
        }

        Step twoSteps(String shard) {
            Step first = relay(shard).step();
            return first == Step.WAITS ? first : relay(shard).step();
        }

        ShardRelay relay(String shard) {
            leases.want(shard);
            Beats.beat(leases);
            return relays.computeIfAbsent(shard, name -> new ShardRelay(name, stream, leases, checkpoints, queues));
        }

        void beatFor(Duration duration) {
            for (long end = now + duration.toNanos();
                    now < end;
                    now += Duration.ofSeconds(1).toNanos()) {
                Beats.beat(leases);
            }
            Beats.beat(leases);
        }
    }

    /** Sync state in which the checkpoints cannot be moved for a while. */
    private static final class BreakableState implements SyncState {
        private final MemoryState state = new MemoryState();
        private boolean breaks;

        @Override
        public void createIfAbsent() {
            state.createIfAbsent();
        }

        @Override
        public Optional<Entry> find(String name) {
            return state.find(name);
        }

        @Override
        public boolean replace(String name, Map<String, String> fields, long expectedVersion) {
            if (breaks && name.equals(RECORD)) {
                throw new StoreUnavailable("state: unavailable", null);
            }
            return state.replace(name, fields, expectedVersion);
        }
    }
}
