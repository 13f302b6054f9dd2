package org.catalogsync.sync.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.batch.JobRunner;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.plan.PlanTally;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.catalogsync.sync.sample.SampleTallies;
import org.catalogsync.sync.staging.Manifest;

/**
 * Plans a whole catalogue against a table that already holds most of it, and says what that took. Two processes, so that what is measured has made none of the input: {@code prepare FOLDER ROWS}, then {@code run FOLDER}.
 */
final class Scale {
    private static final long SEED = 20_250_401;
    private static final long NIGHT_BEFORE = 1;
    private static final long TONIGHT = 2;

    private Scale() {}

    static void main(String[] args) throws IOException {
        Path directory = Path.of(args[1]).toAbsolutePath(); // H2 takes no relative folder
        switch (args[0]) {
            case "prepare" -> prepare(directory, Integer.parseInt(args[2]));
            case "run" -> run(directory);
            default -> throw new IllegalArgumentException("prepare FOLDER ROWS, or run FOLDER");
        }
    }

    /** Writes the two catalogues, and the table as the first night left it; 3 % of the quantities change, 1 % of the volumes go, 2 % are new. */
    static void prepare(Path directory, int rows) throws IOException {
        SampleOptions yesterday = SampleOptions.of(rows, SEED).asFullLoad(100_000);
        SampleCatalogue.write(directory.resolve("yesterday"), yesterday);
        SampleTallies tonight = SampleCatalogue.write(
                tonight(directory), yesterday.changed(new SampleChange(rows * 3 / 100, rows / 100, rows * 2 / 100)));
        try (PlanningNight night = new PlanningNight(directory)) {
            night.validate(NIGHT_BEFORE, directory.resolve("yesterday"));
            Manifest manifest = night.facts(NIGHT_BEFORE).get(Extract.MANIFEST, Manifest.class);
            int segments = Manifest.bucketsFor(tonight.read()) * Manifest.SEGMENTS_PER_GROUP;
            ExpectedPlan expected = new NightBefore(night.facts(NIGHT_BEFORE), night.objects(), manifest, tonight)
                    .write(night.table(), segments, tonight);
            Files.writeString(directory.resolve("expected.json"), Json.mapper().writeValueAsString(expected));
        }
    }

    /** Plans tonight and prints what it took; throws where the plan is another than expected. */
    static void run(Path directory) {
        HeapWatch heap = new HeapWatch();
        long begin = System.nanoTime();
        try (PlanningNight night = new PlanningNight(directory)) {
            night.plan(TONIGHT, tonight(directory));
            requireExpected(directory, night.facts(TONIGHT).get(GateKeeper.PLAN, PlanTally.class));
            QualityTally rows = night.facts(TONIGHT).get(GateKeeper.ROWS, QualityTally.class);
            print(
                    "rows: %,d read, %,d accepted, %,d duplicates, %,d rejected",
                    rows.read(), rows.accepted(), rows.duplicates(), rows.rejected());
            print("plan, as expected: %s", night.facts(TONIGHT).get(GateKeeper.PLAN, PlanTally.class));
            for (JobRunner.StepTime step : night.times(TONIGHT)) {
                print("%-10s %6.1f s", step.name(), step.seconds());
            }
        }
        print(
                "whole: %.1f s; heap: at most %.0f MiB left after a collection, old garbage included, of %.0f MiB; %d collections, %.1f s",
                (System.nanoTime() - begin) / 1e9,
                mebibytes(heap.mostAfterCollection()),
                mebibytes(Runtime.getRuntime().maxMemory()),
                HeapWatch.collections(),
                HeapWatch.collectionMillis() / 1e3);
    }

    private static Path tonight(Path directory) {
        return directory.resolve("tonight");
    }

    private static void requireExpected(Path directory, PlanTally found) {
        try {
            ExpectedPlan expected =
                    Json.mapper().readValue(Files.readString(directory.resolve("expected.json")), ExpectedPlan.class);
            if (!expected.equals(ExpectedPlan.of(found))) {
                throw new IllegalStateException("expected " + expected + ", found " + found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
