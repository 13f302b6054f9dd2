package org.catalogsync.sync.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.catalogsync.sync.campaign.NightProcess.Commit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One night that is killed in every fourth step, one after another. With {@code -Dcampaign.steps=all} it is in every step and of as many rows as the campaign's; {@link KillCampaign} kills at every commit.
 */
class KillTest {

    @TempDir
    Path folder;

    @Test
    void endsEqualAfterADeathInEveryFourthStep() throws InterruptedException {
        boolean inEveryStep = "all".equals(System.getProperty("campaign.steps"));
        int rows = inEveryStep ? Shop.ROWS : 600;
        try (Shop shop = Shop.withEmbeddedRepository(folder, "kill-test", rows)) {
            Kills kills = new Kills(shop, System.out);
            kills.learn();
            Map<String, Commit> firstOfStep = new LinkedHashMap<>();
            kills.coming().forEach(commit -> firstOfStep.putIfAbsent(commit.step(), commit));

            List<Commit> all = List.copyOf(firstOfStep.values());
            List<Commit> chosen = inEveryStep
                    ? all
                    : IntStream.range(0, all.size())
                            .filter(step -> step % 4 == 1)
                            .mapToObj(all::get)
                            .toList();

            kills.killAtEach(chosen);

            kills.print();
            assertThat(kills.kills()).isEqualTo(chosen.size()).isGreaterThan(2);
        }
    }
}
