package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next run owes to one that did not come to its end. */
class UnfinishedRunsTest {
    private static final SampleOptions CATALOGUE = SampleOptions.of(400, 9);

    @TempDir
    Path folder;

    @Test
    void paysWhatARunLeftUnsaid() throws SQLException {
        SampleCatalogue.write(folder.resolve("one"), CATALOGUE);
        SampleCatalogue.write(folder.resolve("other"), CATALOGUE.changed(new SampleChange(20, 0, 0)));
        try (Sandbox shop = Sandbox.open(folder, "unfinished")) {
            assertThat(nightly(shop, "one").exit()).isZero();
            Result second = nightly(shop, "other");
            assertThat(second.number("plan/changed")).isEqualTo(20);

            // Its last word is lost: the job is complete, the run still says RUNNING.
            mark(shop, second.number("run"), "RUNNING");
            Result takenUp = nightly(shop, "other");
            assertThat(takenUp.exit()).as(takenUp.err()).isZero();
            assertThat(takenUp.text("run")).isEqualTo(second.text("run"));
            assertThat(takenUp.text("status")).isEqualTo("COMPLETED");

            // It wrote its changes and failed before it could invalidate anything; the next plan does not have them.
            mark(shop, second.number("run"), "FAILED");
            AnswerCache cache = shop.stores().cache();
            List<Isbn> written = shop.stores().products().scan(0, 1, null).items().stream()
                    .filter(item ->
                            item.stamp().sourceVersion().toString().startsWith("nightly:" + second.text("run") + "@"))
                    .map(StoredItem::isbn)
                    .toList();
            assertThat(written).hasSize(20);
            for (Isbn isbn : written) {
                cache.fill("answer " + isbn, "old", cache.token(List.of(isbn)), Duration.ofMinutes(5));
            }
            Result third = nightly(shop, "other");
            assertThat(third.exit()).as(third.err()).isZero();
            assertThat(third.number("plan/changed")).isZero();
            assertThat(written).noneMatch(isbn -> cache.get("answer " + isbn).isPresent());
        }
    }

    private Result nightly(Sandbox shop, String source) {
        return shop.json("nightly", "--source", "files:" + folder.resolve(source));
    }

    private static void mark(Sandbox shop, long run, String status) throws SQLException {
        String jobs = "jdbc:h2:file:" + shop.var() + "/jobs/catalog-sync;AUTO_SERVER=TRUE";
        try (Connection connection = DriverManager.getConnection(jobs);
                PreparedStatement update = connection.prepareStatement("UPDATE sync_run SET status = ? WHERE id = ?")) {
            update.setString(1, status);
            update.setLong(2, run);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
