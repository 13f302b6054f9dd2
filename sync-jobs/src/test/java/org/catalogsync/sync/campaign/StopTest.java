package org.catalogsync.sync.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.catalogsync.sync.campaign.NightProcess.Ended;
import org.catalogsync.sync.campaign.Shop.Night;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StopTest {
    /** What an orchestrator gives a process between SIGTERM and SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void stopsAtTheNextCommitWhenAskedToAndGoesOnLater() throws InterruptedException {
        try (Shop shop = Shop.withEmbeddedRepository(folder, "stop", Shop.ROWS)) {
            Night night = shop.next(false);
            long run;
            try (NightProcess process = shop.start(night)) {
                assertThat(process.awaitCommit(commit -> commit.step().equals("load")))
                        .isPresent();
                process.signal("TERM");
                Ended stopped = process.await(GRACE);
                assertThat(stopped.exit()).isNotZero();
                JsonNode newest = shop.newestRun();
                assertThat(newest.path("status").asString()).as(stopped.err()).isEqualTo("STOPPED");
                run = newest.path("id").asLong();
            }

            try (NightProcess restart = shop.restart(run)) {
                Ended ended = restart.await();
                assertThat(ended.exit()).as(ended.err()).isZero();
                assertThat(ended.json().path("status").asString()).isEqualTo("COMPLETED");
                assertThat(ended.json().path("resumed_from").asLong()).isEqualTo(run);
                assertThat(ended.json().path("invariants").asString()).isEqualTo("ok");
            }
        }
    }
}
