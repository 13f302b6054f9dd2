package org.catalogsync.sync.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.catalogsync.sync.campaign.NightProcess.Commit;
import org.catalogsync.sync.campaign.NightProcess.Ended;
import org.catalogsync.sync.campaign.Shop.Night;
import tools.jackson.databind.JsonNode;

/** Kills nights of one shop, restarts them, and keeps the tally that people read. */
final class Kills {
    /** As many as the program has workers: at most one unit of each is under way when it dies. */
    private static final int PARTITIONS = 2;

    private static final List<String> STEPS = List.of(
            "extract",
            "transform",
            "validate",
            "gate",
            "snapshot",
            "plan",
            "guard",
            "load",
            "register",
            "reindex",
            "reconcile",
            "publish");

    private final Shop shop;
    private final PrintStream out;
    private final Map<Boolean, Map<String, String>> undisturbed = new HashMap<>();
    private final Map<Boolean, List<Commit>> commits = new HashMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private boolean other;

    Kills(Shop shop, PrintStream out) {
        this.shop = shop;
        this.out = out;
    }

    /** Undisturbed nights in both directions: what every killed one must end like, and where it can be killed. */
    void learn() throws InterruptedException {
        // The first one only fills the stores: it has no tombstones, as every later one has.
        for (int night = 0; night < 3; night++) {
            Night tonight = tonight();
            try (NightProcess process = shop.start(tonight)) {
                Ended ended = process.await();
                assertThat(ended.exit()).as(ended.err()).isZero();
                undisturbed.put(tonight.other(), shop.export());
                commits.put(tonight.other(), inOrder(process.commits()));
            }
        }
        out.printf(
                Locale.ROOT,
                "undisturbed: %d and %d commits%n",
                commits(false).size(),
                commits(true).size());
    }

    /** The commits of the coming night, in the order of the steps. */
    List<Commit> coming() {
        return commits(other);
    }

    /** Kills one night at a commit, starts it again and compares. */
    void killAt(Commit commit, boolean byRestart) throws InterruptedException {
        Night tonight = tonight();
        try (NightProcess first = shop.start(tonight, Map.of("CATALOG_SYNC_HALT_AT", commit.place()))) {
            Ended died = first.await();
            assertThat(died.exit()).as(commit + "\n" + died.err()).isEqualTo(NightProcess.KILLED);
            finish(tonight, List.of(commit.step()), byRestart);
        }
    }

    /** One night that dies at each of these commits, one after another. */
    void killAtEach(List<Commit> deaths) throws InterruptedException {
        Night tonight = tonight();
        List<String> steps = new ArrayList<>();
        for (Commit commit : deaths) {
            try (NightProcess attempt = shop.start(tonight, Map.of("CATALOG_SYNC_HALT_AT", commit.place()))) {
                Ended died = attempt.await();
                assertThat(died.exit()).as(commit + "\n" + died.err()).isEqualTo(NightProcess.KILLED);
                steps.add(commit.step());
            }
        }
        finish(tonight, steps, false);
    }

    /** Kills one night from outside at random instants, up to three times. */
    void killAnytime(Random random) throws InterruptedException {
        Night tonight = tonight();
        List<Commit> coming = commits(tonight.other());
        List<String> steps = new ArrayList<>();
        for (int death = 1 + random.nextInt(3); death > 0; death--) {
            try (NightProcess attempt = shop.start(tonight)) {
                Commit after = coming.get(random.nextInt(coming.size()));
                if (attempt.awaitCommit(after::equals).isPresent()) {
                    Thread.sleep(random.nextInt(250));
                    attempt.kill();
                }
                Ended ended = attempt.await();
                if (ended.exit() != 0) {
                    steps.add(ended.lastCommit().step() + "+");
                }
                if (shop.newestStatus().equals("COMPLETED")) {
                    // It had resumed behind that commit, or was killed after its last word: nothing is left to go on
                    // with.
                    steps.forEach(step -> tally(step).kills++);
                    assertThat(shop.export()).as("died in " + steps).isEqualTo(undisturbed.get(tonight.other()));
                    return;
                }
            }
        }
        finish(tonight, steps, false);
    }

    private void finish(Night tonight, List<String> steps, boolean byRestart) throws InterruptedException {
        try (NightProcess last =
                byRestart ? shop.restart(shop.newestRun().path("id").asLong()) : shop.start(tonight)) {
            Ended ended = last.await();
            assertThat(ended.exit())
                    .as("died in " + steps + "\n" + ended.err() + ended.out())
                    .isZero();
            JsonNode run = ended.json();
            List<String> redone = shop.redoneUnits(run.path("run").asLong());
            long rows = 0;
            for (JsonNode ofStep : run.path("redone")) {
                rows += ofStep.asLong();
            }
            steps.forEach(step -> tally(step).kills++);
            Tally tally = tally(steps.getLast());
            tally.rows += rows;
            tally.units += redone.size();
            assertThat(run.path("status").asString()).isEqualTo("COMPLETED");
            assertThat(run.path("resumed_from").asLong())
                    .isEqualTo(run.path("run").asLong());
            assertThat(run.path("invariants").asString()).isEqualTo("ok");
            assertThat(redone)
                    .as("units done again after " + steps.size() + " deaths")
                    .hasSizeLessThanOrEqualTo(PARTITIONS * steps.size());
            assertThat(shop.export()).as("died in " + steps).isEqualTo(undisturbed.get(tonight.other()));
            tally.equal++;
        }
    }

    private Tally tally(String step) {
        return tallies.computeIfAbsent(step, Tally::new);
    }

    private Night tonight() {
        Night tonight = shop.next(other);
        other = !other;
        return tonight;
    }

    private List<Commit> commits(boolean ofOther) {
        return commits.getOrDefault(ofOther, List.of());
    }

    private static List<Commit> inOrder(List<Commit> commits) {
        return commits.stream()
                .sorted(Comparator.<Commit>comparingInt(commit -> STEPS.indexOf(commit.step()))
                        .thenComparingInt(Commit::partition)
                        .thenComparingInt(Commit::n))
                .toList();
    }

    int kills() {
        return tallies.values().stream().mapToInt(tally -> tally.kills).sum();
    }

    void print() {
        out.printf(Locale.ROOT, "%-12s %6s %12s %13s %7s%n", "step", "kills", "rows redone", "units redone", "result");
        tallies.values()
                .forEach(tally -> out.printf(
                        Locale.ROOT,
                        "%-12s %6d %12d %13d %7s%n",
                        tally.step,
                        tally.kills,
                        tally.rows,
                        tally.units,
                        "equal"));
        out.printf(Locale.ROOT, "%-12s %6d%n", "total", kills());
    }

    /** What the table says of a step; a name with a plus is a kill at a random instant after one of its commits. */
    private static final class Tally {
        final String step;
        int kills;
        int equal;
        long rows;
        int units;

        Tally(String step) {
            this.step = step;
        }
    }
}
