package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tombstones are forgotten after thirty days; an extract from before then could bring back what was deleted since. */
class OldExtractTest {
    private static final SampleOptions CATALOGUE = SampleOptions.of(400, 3);

    @TempDir
    Path folder;

    @Test
    void refusesExtractsAndRestartsFromBeyondTheTombstonesHorizon() throws IOException, SQLException {
        Instant now = Instant.now();
        String whole = source("whole", CATALOGUE);
        String fewer = source("fewer", CATALOGUE.changed(new SampleChange(0, 80, 0)));
        try (Sandbox shop = Sandbox.open(folder, "old-extracts")) {
            Result ancientButFirst = nightly(shop, whole, now.minus(60, ChronoUnit.DAYS));
            assertThat(ancientButFirst.exit()).as(ancientButFirst.err()).isZero();
            assertThat(nightly(shop, whole, now.minus(1, ChronoUnit.DAYS)).exit())
                    .isZero();
            Map<String, String> before = shop.export();

            Result old = nightly(shop, whole, now.minus(40, ChronoUnit.DAYS));
            assertThat(old.exit()).isEqualTo(2);
            assertThat(old.text("error/code")).isEqualTo("extract_too_old");

            Result gated = nightly(shop, fewer, now.minus(1, ChronoUnit.HOURS));
            assertThat(gated.exit()).as(gated.out()).isEqualTo(3);
            age(shop, gated.number("run"), now.minus(31, ChronoUnit.DAYS));
            Result late = shop.json("restart", gated.text("run"), "--accept-gate", "after a long holiday");
            assertThat(late.exit()).isEqualTo(2);
            assertThat(late.text("error/code")).isEqualTo("extract_too_old");

            assertThat(shop.export()).isEqualTo(before);
        }
    }

    private static Result nightly(Sandbox shop, String source, Instant watermark) {
        return shop.json("nightly", "--source", source, "--watermark", watermark.toString());
    }

    private String source(String name, SampleOptions options) throws IOException {
        Path source = folder.resolve(name);
        SampleCatalogue.write(source, options);
        Path declaration = source.resolve("source.yaml");
        List<String> lines = new ArrayList<>(Files.readAllLines(declaration));
        lines.removeIf(line -> line.startsWith("watermark:"));
        Files.write(declaration, lines);
        return "files:" + source;
    }

    private static void age(Sandbox shop, long run, Instant startedAt) throws SQLException {
        String jobs = "jdbc:h2:file:" + shop.var() + "/jobs/catalog-sync;AUTO_SERVER=TRUE";
        try (Connection connection = DriverManager.getConnection(jobs);
                PreparedStatement update =
                        connection.prepareStatement("UPDATE sync_run SET started_at = ? WHERE id = ?")) {
            update.setObject(1, startedAt.atOffset(java.time.ZoneOffset.UTC));
            update.setLong(2, run);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
