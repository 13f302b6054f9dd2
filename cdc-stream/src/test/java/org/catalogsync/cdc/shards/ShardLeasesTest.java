package org.catalogsync.cdc.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.cdc.support.MemoryState;
import org.junit.jupiter.api.Test;

/** Instances of one stream on one record and a clock that the test moves. */
class ShardLeasesTest {
    private final MemoryState state = new MemoryState();
    private final List<String> shards =
            IntStream.range(0, 5).mapToObj(i -> "shardId-00000000000" + i).toList();
    private long now = 1_000;

    @Test
    void theFirstTakesAllAndGivesUpWhatIsTheSecondsPart() {
        ShardLeases first = instance("a");
        first.beat();
        assertThat(held(first)).isEqualTo(shards);

        ShardLeases second = instance("b");
        second.beat();
        assertThat(held(second)).isEmpty();
        first.beat();
        assertThat(held(first)).as("until a batch is done").isEqualTo(shards);
        shards.forEach(first::yieldIfSurplus);
        first.beat();
        second.beat();

        assertThat(held(first)).hasSize(3);
        assertThat(held(second)).hasSize(2).doesNotContainAnyElementsOf(held(first));
    }

    @Test
    void theShardsOfOneThatNoLongerBeatsAreTakenOverAfterTheLeaseAndNotBefore() {
        ShardLeases dead = instance("a");
        ShardLeases heir = instance("b");
        dead.beat();
        heir.beat();
        beatFor(ShardLeases.LEASE.minusSeconds(1), heir);
        assertThat(held(heir)).isEmpty();

        beatFor(Duration.ofSeconds(2), heir);

        assertThat(held(heir)).isEqualTo(shards);
        assertThat(held(dead)).isEmpty();
    }

    @Test
    void whoWokeUpLateReadsNothingAndComesBackUnderAnotherTerm() {
        ShardLeases sleeper = instance("a");
        sleeper.beat();
        long before = shards.stream().mapToLong(sleeper::term).max().orElseThrow();
        ShardLeases heir = instance("b");
        heir.beat();
        beatFor(Duration.ofSeconds(12), heir);
        assertThat(held(sleeper)).isEmpty();

        for (int i = 0; i < 5; i++) {
            sleeper.beat();
            heir.beat();
            shards.forEach(heir::yieldIfSurplus);
        }

        assertThat(held(sleeper))
                .hasSize(3)
                .allSatisfy(shard -> assertThat(sleeper.term(shard)).isGreaterThan(before));
    }

    @Test
    void nobodyTakesOverBecauseNobodyLooked() {
        ShardLeases holder = instance("a");
        holder.beat();
        ShardLeases other = instance("b");
        other.beat();
        // The record could not be reached, by nobody.
        now += Duration.ofMinutes(1).toNanos();

        other.beat();
        holder.beat();

        assertThat(held(holder)).isEqualTo(shards);
    }

    @Test
    void anEndedShardIsNobodysAndAnybodyMayLookAtIt() {
        ShardLeases first = instance("a");
        ShardLeases second = instance("b");
        first.beat();

        first.ended(shards.getFirst());
        first.beat();
        second.beat();

        assertThat(second.term(shards.getFirst())).isEqualTo(-1);
        assertThat(state.find("cdc-shards:s").orElseThrow().fields()).containsEntry("shard." + shards.getFirst(), "-");
    }

    @Test
    void whoLeavesFreesItsShardsAtOnce() {
        ShardLeases first = instance("a");
        first.start();
        while (held(first).isEmpty()) {
            Thread.onSpinWait();
        }
        first.close();
        ShardLeases second = instance("b");
        second.beat();
        assertThat(held(second)).isEqualTo(shards);
    }

    /** Instances come, stop, sleep and wake: never two use one shard; when they are left alone, every shard is read and the parts are even. */
    @Property(tries = 300)
    void neverTwoAndInTheEndEven(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryState shared = new MemoryState();
        List<ShardLeases> awake = new ArrayList<>();
        List<ShardLeases> asleep = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            now += random.nextLong(Duration.ofMillis(1_500).toNanos());
            int dice = random.nextInt(20);
            if (dice == 0 && awake.size() + asleep.size() < 7) {
                awake.add(instance(shared, "i" + step));
            } else if (dice == 1 && !awake.isEmpty()) {
                asleep.add(awake.remove(random.nextInt(awake.size())));
            } else if (dice == 2 && !asleep.isEmpty()) {
                awake.add(asleep.remove(random.nextInt(asleep.size())));
            } else if (!awake.isEmpty()) {
                ShardLeases one = awake.get(random.nextInt(awake.size()));
                one.beat();
                if (random.nextBoolean()) {
                    shards.forEach(one::yieldIfSurplus);
                }
            }
            assertNeverTwo(Stream.concat(awake.stream(), asleep.stream()).toList());
        }
        awake.add(instance(shared, "last"));
        for (int second = 0; second < 60; second++) {
            now += Duration.ofSeconds(1).toNanos();
            for (ShardLeases one : awake) {
                one.beat();
                shards.forEach(one::yieldIfSurplus);
            }
            assertNeverTwo(awake);
        }
        List<Integer> parts = awake.stream().map(one -> held(one).size()).toList();
        assertThat(parts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(shards.size());
        assertThat(parts.stream().mapToInt(Integer::intValue).max().orElseThrow()
                        - parts.stream().mapToInt(Integer::intValue).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    private void assertNeverTwo(List<ShardLeases> instances) {
        List<String> all = instances.stream().flatMap(one -> held(one).stream()).toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    private void beatFor(Duration duration, ShardLeases one) {
        for (long end = now + duration.toNanos();
                now < end;
                now += Duration.ofSeconds(1).toNanos()) {
            one.beat();
        }
    }

    private List<String> held(ShardLeases one) {
        return shards.stream().filter(shard -> one.term(shard) > 0).toList();
    }

    private ShardLeases instance(String name) {
        return instance(state, name);
    }

    private ShardLeases instance(MemoryState shared, String name) {
        ShardLeases leases = new ShardLeases(shared, "s", name, () -> now);
        shards.forEach(leases::want);
        return leases;
    }
}
