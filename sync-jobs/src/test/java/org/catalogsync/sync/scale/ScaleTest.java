package org.catalogsync.sync.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenth of what benchmarks/heap runs with 512 MB. */
class ScaleTest {
    private static final int ROWS = 100_000;
    private static final String HEAP = "-Xmx96m";

    @TempDir
    Path directory;

    @Test
    void plansAgainstATableThatHoldsMostOfTheCatalogueInASmallHeap() throws IOException, InterruptedException {
        Scale.prepare(directory, ROWS);

        Process measured = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scale.class.getName(),
                        "run",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(measured.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(measured.waitFor()).as(said).isZero();
        assertThat(said).contains("plan, as expected");
    }
}
