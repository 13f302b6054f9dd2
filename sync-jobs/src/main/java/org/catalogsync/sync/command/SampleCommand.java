package org.catalogsync.sync.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.catalogsync.sync.sample.SampleTallies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sample}: writes a synthetic catalogue, and what a sync of it must report. */
@Command(
        name = "sample",
        description = "Writes a synthetic catalogue with defects and prints what a sync of it must report.",
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write.")
    private @Nullable Path out;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "20000", description = "Default ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--full-load", paramLabel = "ROWS", description = "Write a DMS full load with so many rows a file.")
    private @Nullable Integer fullLoad;

    @Option(
            names = "--warehouse",
            paramLabel = "CODE",
            description = "All of it in this one, such as TK01, of which the ERP's SOAP service speaks.")
    private @Nullable String warehouse;

    @Option(names = "--change", paramLabel = "N", description = "The day after: so many quantities changed,")
    private int changed;

    @Option(names = "--remove", paramLabel = "N", description = "so many volumes removed,")
    private int removed;

    @Option(names = "--add", paramLabel = "N", description = "so many added.")
    private int added;

    @Option(
            names = "--watermark",
            paramLabel = "TIME",
            description =
                    "The moment of the extract, such as 2026-01-31T12:00:00Z; default 2025-04-01T12:00:00Z, or the day after.")
    private @Nullable Instant watermark;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    SampleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SampleOptions options = SampleOptions.of(rows, seed);
        if (fullLoad != null) {
            options = options.asFullLoad(fullLoad);
        }
        if (warehouse != null) {
            options = options.in(warehouse);
        }
        if (changed + removed + added > 0) {
            options = options.changed(new SampleChange(changed, removed, added));
        }
        if (watermark != null) {
            options = options.extractedAt(watermark);
        }
        SampleTallies tallies = SampleCatalogue.write(java.util.Objects.requireNonNull(out), options);
        if (console.json()) {
            console.object(Map.of(
                    "read", tallies.read(),
                    "accepted", tallies.accepted(),
                    "duplicates", tallies.duplicates(),
                    "rejected", tallies.rejectedRows()));
        } else {
            console.out()
                    .printf(
                            "%s: %d rows = %d accepted + %d duplicates + %d rejected%n",
                            out, tallies.read(), tallies.accepted(), tallies.duplicates(), tallies.rejectedRows());
        }
        return ExitCode.DONE;
    }
}
