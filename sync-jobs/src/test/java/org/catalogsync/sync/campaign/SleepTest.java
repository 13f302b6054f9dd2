package org.catalogsync.sync.campaign;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGSTOP, another run, SIGCONT. */
class SleepTest {

    @TempDir
    Path folder;

    @Test
    void writesNothingAfterAnotherRunTookItsPlaceWhileItSlept() throws SQLException, InterruptedException {
        // -Dcampaign.sleeps=full stops in every step that writes, in both ways.
        boolean full = "full".equals(System.getProperty("campaign.sleeps"));
        Random random = new Random(Long.getLong("campaign.seed", 17));
        try (Sleepers sleepers = Sleepers.in(folder, "sleep", Shop.ROWS, System.out)) {
            sleepers.sleepIn("load", random, true);
            if (full) {
                for (String step : List.of(
                        "extract",
                        "transform",
                        "validate",
                        "snapshot",
                        "plan",
                        "load",
                        "register",
                        "reindex",
                        "reconcile")) {
                    sleepers.sleepIn(step, random, true);
                    sleepers.sleepIn(step, random, false);
                }
            }
        }
    }
}
