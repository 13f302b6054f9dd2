package org.catalogsync.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Objects;
import org.catalogsync.stores.follow.IndexFollower;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.slf4j.LoggerFactory;

/** See docs/simulation.md. {@code -Dsimulation.seeds=10000} is the campaign, {@code -Dsimulation.seed=N} shows one seed again. */
class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 400);

    /** More than any rule's absence has needed so far. */
    private static final long ENOUGH = 10_000;

    /** What is worth a warning once in a blue moon happens here all the time. */
    @BeforeAll
    static void hush() {
        ((Logger) LoggerFactory.getLogger(IndexFollower.class)).setLevel(Level.ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void endsEqualWhateverTheInterleaving(ClockModel clocks) {
        Campaign campaign = new Campaign(clocks, Removed.NOTHING, false).run(SEEDS);

        System.out.println(campaign.row());
        assertThat(campaign.violations()).as(campaign.replays()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOTHING")
    void goesWrongWithoutTheRule(Removed removed) {
        Campaign campaign = new Campaign(removed.seenUnder, removed, true).run(ENOUGH);

        System.out.printf(
                "rule %2d: %-75s seed %s: %s%n",
                removed.rule,
                removed.meaning,
                campaign.first(),
                campaign.violations().values().stream().findFirst().orElse(null));
        assertThat(campaign.first()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void livesASeedTwiceAlike(ClockModel clocks) {
        World.Outcome once = new World(7, clocks, Removed.NOTHING, false).live();
        World.Outcome again = new World(7, clocks, Removed.NOTHING, true).live();

        assertThat(again.fingerprint()).isEqualTo(once.fingerprint());
        assertThat(again.steps()).isEqualTo(once.steps());
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.seed", matches = "\\d+")
    void showsOneSeedAgain() {
        long seed = Objects.requireNonNull(Long.getLong("simulation.seed"));
        ClockModel clocks = ClockModel.valueOf(System.getProperty("simulation.clocks", "EXACT"));
        Removed removed = Removed.valueOf(System.getProperty("simulation.removed", "NOTHING"));

        World.Outcome outcome = new World(seed, clocks, removed, true).live();

        System.out.println(outcome.trace());
        System.out.println(outcome.violations());
        assertThat(outcome.violations()).isEmpty();
    }
}
