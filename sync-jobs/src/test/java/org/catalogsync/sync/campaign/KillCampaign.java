package org.catalogsync.sync.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.catalogsync.sync.campaign.NightProcess.Commit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real process at every commit that a night announces, and at random instants between; each night is started again and must end like an undisturbed one. Too long for every build: see
 * docs/campaigns.md for the command, and {@link KillTest} for what every build runs.
 */
class KillCampaign {
    private static final int AT_RANDOM = 20;

    @TempDir
    Path folder;

    @Test
    void endsEqualWhereverItIsKilled() throws InterruptedException {
        long seed = Long.getLong("campaign.seed", System.nanoTime());
        System.out.println("seed " + seed + " (-Dcampaign.seed replays the random instants)");
        Instant start = Instant.now();
        try (Shop shop = Shop.withEmbeddedRepository(folder, "kill-campaign", Shop.ROWS)) {
            Kills kills = new Kills(shop, System.out);
            kills.learn();
            int done = 0;
            // Both directions have the same steps and units; where one has a commit less, its list ends earlier.
            // -Dcampaign.commits=0 leaves them out and kills at random instants only.
            int commits = Math.min(
                    Integer.getInteger("campaign.commits", Integer.MAX_VALUE),
                    kills.coming().size());
            for (int i = 0; i < commits; i++) {
                Commit commit = kills.coming().get(i);
                kills.killAt(commit, i % 2 == 1);
                System.out.printf(
                        Locale.ROOT,
                        "%3d  killed at %-16s equal  %s%n",
                        ++done,
                        commit.place(),
                        Duration.between(start, Instant.now()).withNanos(0));
            }
            Random random = new Random(seed);
            for (int i = 0; i < AT_RANDOM; i++) {
                kills.killAnytime(random);
            }
            kills.print();
            assertThat(kills.kills()).isGreaterThanOrEqualTo(Math.min(commits + AT_RANDOM / 2, 100));
            System.out.println("took " + Duration.between(start, Instant.now()).withNanos(0));
        }
    }
}
