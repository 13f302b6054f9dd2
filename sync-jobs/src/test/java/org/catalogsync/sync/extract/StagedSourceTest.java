package org.catalogsync.sync.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleOptions;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;
import org.catalogsync.sync.source.Sources;
import org.catalogsync.sync.staging.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedSourceTest {

    @TempDir
    Path folder;

    private Manifest staged;

    @BeforeEach
    void stage() throws IOException, NoSuchAlgorithmException {
        SampleCatalogue.write(folder, SampleOptions.of(200, 5).asFullLoad(100));
        staged = manifest(open());
    }

    @Test
    void isTheSameWhileNothingChanges() {
        assertThat(StagedSource.isStill(staged, open())).isTrue();
    }

    @Test
    void isAnotherWhenAByteChanges() throws IOException {
        Path file = folder.resolve(staged.files().getLast().name());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);

        assertThat(StagedSource.isStill(staged, open())).isFalse();
    }

    @Test
    void isAnotherWhenAFileComes() throws IOException {
        Path last = folder.resolve(staged.files().getLast().name());
        Files.copy(last, last.resolveSibling("LOAD00000003.csv"));

        assertThat(StagedSource.isStill(staged, open())).isFalse();
    }

    @Test
    void isAnotherWhenItsDeclarationChanges() throws IOException {
        Path declaration = folder.resolve("source.yaml");
        Files.writeString(declaration, Files.readString(declaration) + "# mended\n", StandardCharsets.UTF_8);

        assertThat(StagedSource.isStill(staged, open())).isFalse();
    }

    private Source open() {
        return Sources.open("files:" + folder, null, bucket -> {
            throw new IllegalStateException("no bucket is asked for");
        });
    }

    private static Manifest manifest(Source source) throws IOException, NoSuchAlgorithmException {
        List<Manifest.StagedFile> files = new ArrayList<>();
        for (SourceFile file : source.files()) {
            byte[] bytes = source.open(file).readAllBytes();
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            files.add(new Manifest.StagedFile(file.name(), bytes.length, sha256, 0, List.of()));
        }
        return new Manifest(
                source.describe(),
                source.declaration().origin(),
                source.declaration().text(),
                Instant.EPOCH,
                "declared",
                16,
                16,
                files);
    }
}
