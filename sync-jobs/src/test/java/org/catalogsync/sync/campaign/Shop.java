package org.catalogsync.sync.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.nightly.Sandbox;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import tools.jackson.databind.JsonNode;

/**
 * A shop whose catalogue goes to and fro between two states night by night, so that every night has creates, changes and deletes, revived keys among them, and every second night must end alike.
 */
final class Shop implements AutoCloseable {
    /** As the campaigns have it. */
    static final int ROWS = 2_000;

    private static final int SEED = 23;

    /** A row has about 140, so transform has several commits. */
    private static final int BYTES_OF_A_BLOCK_FOR_EACH_ROW = 33;

    private final Path folder;
    private final Sandbox sandbox;
    private final Map<String, String> environment;
    private final String jobs;
    private Instant watermark = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(20, ChronoUnit.DAYS);

    private Shop(Path folder, Sandbox sandbox, Map<String, String> environment, String jobs) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.environment = environment;
        this.jobs = jobs;
    }

    /**
     * With its job repository in a file, as a first run has it.
     *
     * @param rows of the catalogue; a night of more has more commits of load and reindex
     */
    static Shop withEmbeddedRepository(Path folder, String name, int rows) {
        Sandbox sandbox = Sandbox.open(folder, name);
        String jobs = "jdbc:h2:file:" + sandbox.var() + "/jobs/catalog-sync;AUTO_SERVER=TRUE";
        return open(folder, sandbox, rows, Map.of(), jobs);
    }

    /** With its job repository in a server, as a shop with several machines has it: no stopped process holds it. */
    static Shop withServedRepository(Path folder, String name, int rows, String url) {
        return open(folder, Sandbox.open(folder, name), rows, Map.of("SPRING_DATASOURCE_URL", url), url);
    }

    private static Shop open(Path folder, Sandbox sandbox, int rows, Map<String, String> more, String jobs) {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.put("CATALOG_SYNC_VAR", sandbox.var().toString());
        environment.put("CATALOGSYNC_BLOCKBYTES", Integer.toString(rows * BYTES_OF_A_BLOCK_FOR_EACH_ROW));
        environment.putAll(more);
        SampleOptions one = SampleOptions.of(rows, SEED);
        write(folder.resolve("one"), one);
        write(folder.resolve("other"), one.changed(new SampleChange(rows * 3 / 20, rows * 3 / 100, rows * 3 / 100)));
        return new Shop(folder, sandbox, environment, jobs);
    }

    /** Without the watermark in the declaration: each night gives its own. */
    private static void write(Path source, SampleOptions options) {
        SampleCatalogue.write(source, options);
        Path declaration = source.resolve("source.yaml");
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(declaration));
            lines.removeIf(line -> line.startsWith("watermark:"));
            Files.write(declaration, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments of the next night; a night that is started again uses the same. */
    Night next(boolean other) {
        watermark = watermark.plusSeconds(60);
        return new Night(other, watermark);
    }

    /** @param other which of the two catalogues */
    record Night(boolean other, Instant watermark) {}

    NightProcess start(Night night) {
        return start(night, Map.of());
    }

    NightProcess start(Night night, Map<String, String> more) {
        return start(
                more,
                "nightly",
                "--source",
                "files:" + folder.resolve(night.other() ? "other" : "one"),
                "--watermark",
                night.watermark().toString(),
                "--no-progress");
    }

    /** The number of the newest run, as an operator would look it up. */
    JsonNode newestRun() throws InterruptedException {
        try (NightProcess runs = start(Map.of(), "runs", "--limit", "1")) {
            return runs.await().json().at("/runs/0");
        }
    }

    NightProcess restart(long run) {
        return start(Map.of(), "restart", Long.toString(run), "--no-progress");
    }

    private NightProcess start(Map<String, String> more, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return NightProcess.start(all, arguments);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** What customers and operators can see, without what differs between equal stores. */
    Map<String, String> export() {
        Map<String, String> export = sandbox.export();
        export.remove("state nightly");
        return export;
    }

    /** Everything that any writer could have touched, down to revs, versions, times and names. */
    Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        String from = null;
        do {
            ProductTable.Page page = sandbox.stores().products().scan(0, 1, from);
            for (StoredItem item : page.items()) {
                all.put("item " + item.isbn(), item.toString());
            }
            from = page.next();
        } while (from != null);
        var index = sandbox.stores().index();
        all.put("alias", index.live().toString());
        for (String generation : index.generations()) {
            index.scan(generation, document -> all.put(generation + " " + document.isbn(), document.toString()));
        }
        for (String record : List.of("nightly", "generations")) {
            all.put("state " + record, sandbox.stores().state().find(record).toString());
        }
        sandbox.stores().objects().list("", object -> all.put("object " + object.key(), object.toString()));
        rows("SELECT run_id || ' ' || name, json FROM sync_run_fact")
                .forEach((name, json) -> all.put("fact " + name, json));
        rows("SELECT 'run ' || id, status || ' ' || COALESCE(CAST(ended_at AS VARCHAR), '-') FROM sync_run")
                .forEach(all::put);
        return all;
    }

    /** The units of a run that were done again, such as {@code load/00000003}. */
    List<String> redoneUnits(long run) {
        return List.copyOf(
                rows("SELECT SUBSTRING(name, 8), json FROM sync_run_fact WHERE name LIKE 'redone/%' AND run_id = "
                                + run)
                        .keySet());
    }

    /** How the newest run stands. */
    String newestStatus() {
        return String.valueOf(rows("SELECT 'status', status FROM sync_run ORDER BY id DESC FETCH FIRST 1 ROWS ONLY")
                .get("status"));
    }

    private Map<String, String> rows(String query) {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(jobs);
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.put(found.getString(1), found.getString(2));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
