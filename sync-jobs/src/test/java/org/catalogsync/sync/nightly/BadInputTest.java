package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Input that nobody can use: each kind is told apart, with its place, and leaves the read side as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    /** One character a byte, for changes that leave all other bytes as they are. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    @TempDir
    static Path folder;

    private Sandbox shop;
    private Map<String, String> before;

    @BeforeAll
    void openShop() {
        shop = Sandbox.open(folder, "bad");
        SampleCatalogue.write(folder.resolve("good"), SampleOptions.of(1_500, 3));
        assertThat(shop.json("nightly", "--source", "files:" + folder.resolve("good"))
                        .exit())
                .isZero();
        before = shop.export();
    }

    @AfterAll
    void closeShop() {
        shop.close();
    }

    @Test
    void namesAnEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        refused(empty, "source_empty", "empty", null);
    }

    @Test
    void namesABucketThatIsNotThere() {
        Result night = shop.json("nightly", "--source", "files:s3://no-such-bucket/tonight");

        assertThat(night.exit()).as(night.out()).isEqualTo(2);
        assertThat(night.text("error/code")).isEqualTo("source_missing");
        assertThat(night.text("error/where")).contains("s3://no-such-bucket/tonight");
    }

    @Test
    void tellsAnUnreadableWatermarkEvenWhereADeclaredOneWins() {
        Result night = shop.json("nightly", "--source", "files:" + folder.resolve("good"), "--watermark", "rubbish");

        assertThat(night.exit()).isEqualTo(2);
        assertThat(night.text("error/code")).isEqualTo("watermark_impossible");
    }

    @Test
    void namesTheLineOfAQuoteThatNeverCloses() throws IOException {
        Path source = copyOfGood("quote");
        Path file = source.resolve("products.csv");
        long lines = Files.readString(file, BYTES).lines().count();
        Files.write(file, "9784990000004,\"open".getBytes(WINDOWS_31J), java.nio.file.StandardOpenOption.APPEND);

        refused(source, "file_malformed", "products.csv:" + (lines + 1), null);
    }

    @Test
    void namesAWrongCharset() throws IOException {
        Path source = copyOfGood("charset");
        Path file = source.resolve("products.csv");
        Files.writeString(file, new String(Files.readAllBytes(file), WINDOWS_31J), StandardCharsets.UTF_8);

        refused(source, "charset_wrong", "products.csv:", "UTF-8");
    }

    @Test
    void namesAColumnThatMoved() throws IOException {
        Path source = copyOfGood("moved");
        Path file = source.resolve("products.csv");
        // The header as declared, the content of two columns the other way round: only their kinds can tell.
        List<String> lines = Files.readString(file, BYTES).lines().toList();
        String swapped = lines.stream()
                .map(line -> line.startsWith("ISBN,") ? line : swap(line, 5, 6))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        Files.writeString(file, swapped, BYTES);

        refused(source, "schema_drift", "products.csv:", null);
    }

    @Test
    void namesALineOf200Megabytes() throws IOException {
        Path source = copyOfGood("long");
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'x');
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(source.resolve("products.csv"), java.nio.file.StandardOpenOption.APPEND))) {
            for (int i = 0; i < 200; i++) {
                out.write(megabyte);
            }
        }

        refused(source, "file_malformed", "products.csv:", null);
    }

    @Test
    void namesAMistakeInTheDeclarationWithItsLine() throws IOException {
        Path source = copyOfGood("declaration");
        Path yaml = source.resolve("source.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "\nsurprise: true\n");
        long line = Files.readString(yaml).lines().toList().indexOf("surprise: true") + 1;

        refused(source, "declaration_invalid", "source.yaml:" + line, "surprise");
    }

    @Test
    void noticesAFileThatChangedAfterStaging() throws IOException {
        Path source = copyOfGood("changed");
        Result night = shop.text("runs");
        // Whoever alters the file needs to be faster than transform: another night gives another chance.
        for (int attempt = 0; attempt < 10 && night.exit() == 0; attempt++) {
            try (Alterer alterer = new Alterer()) {
                night = shop.json("nightly", "--source", "files:" + source);
            }
        }

        assertThat(night.exit()).as(night.out()).isEqualTo(2);
        assertThat(night.text("error/code")).isEqualTo("file_changed");
        assertThat(night.text("error/where")).startsWith("products.csv:");
        assertThat(night.text("error/expected")).contains("SHA-256");
        assertThat(shop.export()).isEqualTo(before);
    }

    /** Overwrites every staged file as soon as its manifest shows up. */
    private final class Alterer implements AutoCloseable {
        private final Set<String> known = manifests();
        private final AtomicBoolean on = new AtomicBoolean(true);
        private final Thread thread = Thread.ofVirtual().start(this::work);

        private void work() {
            while (on.get()) {
                for (String manifest : manifests()) {
                    if (known.add(manifest)) {
                        shop.stores()
                                .objects()
                                .put(
                                        manifest.replace("manifest.json", "products.csv"),
                                        "altered".getBytes(WINDOWS_31J));
                    }
                }
            }
        }

        private Set<String> manifests() {
            Set<String> keys = new HashSet<>();
            shop.stores().objects().list("batch-sync/", object -> {
                if (object.key().endsWith("/raw/manifest.json")) {
                    keys.add(object.key());
                }
            });
            return keys;
        }

        @Override
        public void close() {
            on.set(false);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void refused(Path source, String code, String where, @org.jspecify.annotations.Nullable String found) {
        Result night = shop.json("nightly", "--source", "files:" + source);

        assertThat(night.exit()).as(night.out() + night.err()).isEqualTo(2);
        assertThat(night.text("error/code")).isEqualTo(code);
        assertThat(night.text("error/where")).contains(where);
        assertThat(night.text("error/what")).isNotBlank();
        assertThat(night.text("error/expected")).isNotBlank();
        assertThat(night.text("error/found")).isNotBlank();
        if (found != null) {
            assertThat(night.text("error/found")).contains(found);
        }
        assertThat(shop.export()).isEqualTo(before);
    }

    private Path copyOfGood(String name) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        for (String file : new String[] {"products.csv", "source.yaml"}) {
            Files.copy(folder.resolve("good").resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private static String swap(String line, int a, int b) {
        String[] cells = line.split(",", -1);
        if (cells.length <= Math.max(a, b)) {
            return line;
        }
        String kept = cells[a];
        cells[a] = cells[b];
        cells[b] = kept;
        return String.join(",", cells);
    }
}
