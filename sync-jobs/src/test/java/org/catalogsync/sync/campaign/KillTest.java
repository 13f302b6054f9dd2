package org.catalogsync.sync.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.sync.campaign.NightProcess.Commit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One night that is killed in every step, one after another. {@link KillCampaign} kills at every commit. */
class KillTest {

    @TempDir
    Path folder;

    @Test
    void endsEqualAfterADeathInEveryStep() throws InterruptedException {
        try (Shop shop = Shop.withEmbeddedRepository(folder, "kill-test")) {
            Kills kills = new Kills(shop, System.out);
            kills.learn();
            Map<String, Commit> firstOfStep = new LinkedHashMap<>();
            kills.coming().forEach(commit -> firstOfStep.putIfAbsent(commit.step(), commit));

            kills.killAtEach(List.copyOf(firstOfStep.values()));

            kills.print();
            assertThat(kills.kills()).isEqualTo(firstOfStep.size());
        }
    }
}
