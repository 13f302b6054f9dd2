package org.catalogsync.sync.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.sync.declaration.Declarations;
import org.jspecify.annotations.Nullable;

/** Invents a catalogue of Japanese manga volumes, defects included, for first runs, tests and measurements. Nothing in it is real. */
public final class SampleCatalogue {
    private static final int REPEATED_PER_MILLE = 10;
    private static final int REJECTED_PER_MILLE = 30;
    /** What a row of a delimited file can break; the order is part of what a seed gives. */
    private static final RowRule[] RULES = Arrays.stream(RowRule.values())
            .filter(rule -> rule != RowRule.ROW_UNREADABLE)
            .toArray(RowRule[]::new);

    private final SampleOptions options;
    private final Shelf shelf;
    private final Rows rows;
    private final ChangePlan plan;
    private final Repeatable repeatable = new Repeatable();

    private final Map<RowRule, Long> rejected = new EnumMap<>(RowRule.class);
    private final List<String> changed = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private long accepted;
    private long duplicates;

    private SampleCatalogue(SampleOptions options) {
        this.options = options;
        this.shelf = new Shelf(options.seed());
        this.rows = new Rows(options.seed(), options.warehouse());
        this.plan = new ChangePlan(options.change(), options.rows());
        for (RowRule rule : RULES) {
            rejected.put(rule, 0L);
        }
    }

    /**
     * Writes the catalogue and its {@code source.yaml} into a folder, in constant memory; an earlier catalogue there is replaced.
     *
     * @throws IllegalArgumentException if the change finds too few volumes to happen to
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static SampleTallies write(Path directory, SampleOptions options) {
        try {
            Files.createDirectories(directory);
            removeEarlier(directory);
            writeDeclaration(directory, options);
            return new SampleCatalogue(options).writeRows(directory);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A shorter full load must not leave the last files of a longer one behind. */
    private static void removeEarlier(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve("products.csv"));
        Path table = directory.resolve("MANGA/PRODUCTS");
        if (Files.isDirectory(table)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(table, "LOAD*.csv")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void writeDeclaration(Path directory, SampleOptions options) throws IOException {
        String name = switch (options.format()) {
            case ERP_DUMP -> "erp-dump";
            case DMS_FULL_LOAD -> "dms-full-load";
        };
        String text = Declarations.bundled(name).text();
        Files.writeString(
                directory.resolve(Declarations.BESIDE_THE_FILES),
                text
                        + "\n# Nothing that happened in the shop up to this moment is missing from the files.\nwatermark: \""
                        + options.watermark() + "\"\n");
    }

    private SampleTallies writeRows(Path directory) throws IOException {
        try (RowWriter writer = new RowWriter(directory, options.format(), options.rowsPerFile())) {
            for (int i = 0; i < options.rows(); i++) {
                writeOne(writer, shelf.next());
            }
            plan.requireDone();
            for (int i = 0; i < options.change().added(); i++) {
                Volume volume = shelf.next();
                added.add(SyntheticIsbn.key(volume.index()));
                accept(writer, rows.of(volume));
            }
        }
        long rejectedRows =
                rejected.values().stream().mapToLong(Long::longValue).sum();
        return new SampleTallies(
                accepted + duplicates + rejectedRows, accepted, duplicates, rejected, changed, removed, added);
    }

    /** One row in a hundred repeats a volume, three are rejected; of the others every fourth volume may be repeated, and all else may change. */
    private void writeOne(RowWriter writer, Volume volume) throws IOException {
        Dice dice = Dice.of(options.seed(), "fate", volume.index());
        int fate = dice.roll(1_000);
        if (fate < REPEATED_PER_MILLE && !repeatable.isEmpty()) {
            Repeatable.Entry entry = repeatable.any(dice);
            duplicates++;
            writer.write(rows.repeated(entry.volume(), entry.again()));
        } else if (fate < REPEATED_PER_MILLE + REJECTED_PER_MILLE) {
            RowRule rule = RULES[dice.roll(RULES.length)];
            rejected.merge(rule, 1L, Long::sum);
            writer.write(rows.rejectedBy(rule, volume));
        } else if (dice.chance(1, 4)) {
            repeatable.remember(volume, dice);
            accept(writer, rows.of(volume));
        } else {
            writeChangeable(writer, volume);
        }
    }

    private void writeChangeable(RowWriter writer, Volume volume) throws IOException {
        if (!plan.isDue(volume.index())) {
            accept(writer, rows.of(volume));
        } else if (plan.isRemoval()) {
            plan.happened();
            removed.add(SyntheticIsbn.key(volume.index()));
        } else if (rows.isPlenty(volume)) {
            plan.happened();
            changed.add(SyntheticIsbn.key(volume.index()));
            accept(writer, rows.withAnotherQuantity(volume));
        } else {
            accept(writer, rows.of(volume));
        }
    }

    private void accept(RowWriter writer, @Nullable String[] cells) throws IOException {
        accepted++;
        writer.write(cells);
    }
}
