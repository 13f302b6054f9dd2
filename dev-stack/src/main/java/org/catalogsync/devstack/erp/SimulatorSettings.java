package org.catalogsync.devstack.erp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a simulator behaves; kept in a file, so that one that is started again behaves as before.
 *
 * @param catalogue the file of an ERP export, or {@link #DATABASE}
 * @param batchWarehouse of which {@code GetBatchStockLevels} speaks, which is asked for none; {@link #ANY_WAREHOUSE} for all
 * @param limit questions in any 1,000 ms, 1 to 10,000
 * @param seed of latencies and faults: the same order of arrivals fares alike
 */
public record SimulatorSettings(String catalogue, String batchWarehouse, int limit, Latency latency, long seed) {
    /** As catalogue: the ERP's database, by {@code ERP_JDBC_URL} or where the part {@code erp} runs. */
    public static final String DATABASE = "database";

    /** The file's name in the part's folder. */
    public static final String FILE = "settings.json";

    /** As warehouse of batches: rows of every warehouse. */
    public static final String ANY_WAREHOUSE = "any";

    private static final int MOST = 10_000;

    public SimulatorSettings {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit expected 1 to " + MOST + " in 1,000 ms, found " + limit);
        }
    }

    /** The ERP as it is told to be, over a catalogue. */
    public static SimulatorSettings of(String catalogue) {
        return new SimulatorSettings(catalogue, "TK01", 50, Latency.USUAL, 1);
    }

    /** The same with other latencies. */
    public SimulatorSettings with(Latency other) {
        return new SimulatorSettings(catalogue, batchWarehouse, limit, other, seed);
    }

    /** The same with another limit. */
    public SimulatorSettings withLimit(int other) {
        return new SimulatorSettings(catalogue, batchWarehouse, other, latency, seed);
    }

    /** Reads what {@link #write} wrote. */
    public static SimulatorSettings read(Path file) throws IOException {
        try {
            return JsonMapper.shared().readValue(Files.readString(file), SimulatorSettings.class);
        } catch (JacksonException e) {
            throw new IOException(file + " holds no settings of the simulator: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes them to a file, whole or not at all. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, JsonMapper.shared().writeValueAsString(this), StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Catalogue open(DatabaseAddress database) throws IOException {
        return catalogue.equals(DATABASE) ? new DatabaseCatalogue(database) : FileCatalogue.open(Path.of(catalogue));
    }
}
