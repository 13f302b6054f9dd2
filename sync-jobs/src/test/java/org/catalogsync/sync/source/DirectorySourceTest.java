package org.catalogsync.sync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectorySourceTest extends SourceContract {
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(scratch.resolve("export"));
    }

    @Override
    void put(String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, bytes);
    }

    @Override
    Source open(@Nullable Path declaration) {
        return Sources.open("files:" + directory, declaration, bucket -> {
            throw new AssertionError("a folder needs no bucket");
        });
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        UnusableInput refusal =
                catchThrowableOfType(UnusableInput.class, () -> DirectorySource.open(scratch.resolve("nowhere"), null));

        assertThat(refusal.code()).isEqualTo("source_missing");
        assertThat(refusal.found()).isEqualTo("nothing");
    }

    @Test
    void knowsWhenAFileWasWritten() throws IOException {
        put("products.csv", new byte[1]);
        Instant written = Instant.parse("2025-03-01T00:00:00Z");
        Files.setLastModifiedTime(directory.resolve("products.csv"), FileTime.from(written));

        assertThat(open(null).files().getFirst().modified()).isEqualTo(written);
    }

    @Test
    void followsALinkToTheFolder() throws IOException {
        put("products.csv", new byte[1]);
        Path link = Files.createSymbolicLink(scratch.resolve("link"), directory);

        assertThat(DirectorySource.open(link, null).files()).hasSize(1);
    }
}
