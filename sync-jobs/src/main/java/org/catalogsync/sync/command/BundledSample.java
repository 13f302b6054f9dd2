package org.catalogsync.sync.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleOptions;

/** The catalogue that a first run syncs where nobody named a source. Written once: a second run then finds the same input. */
final class BundledSample {
    private static final int VOLUMES = 20_000;
    private static final long SEED = 1;

    private BundledSample() {}

    static Path ensure(Path varDir, Progress progress) {
        Path folder = varDir.resolve("sample");
        Path complete = folder.resolve(".complete");
        if (!Files.exists(complete)) {
            progress.note("no --source: writing a sample catalogue of 20,000 volumes to " + folder);
            SampleCatalogue.write(folder, SampleOptions.of(VOLUMES, SEED));
            touch(complete);
        }
        return folder;
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
