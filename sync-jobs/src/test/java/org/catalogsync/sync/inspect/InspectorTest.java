package org.catalogsync.sync.inspect;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.record.RecordFormat;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleOptions;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.UnusableInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    @TempDir
    Path directory;

    private static UnusableInput refused(Source source) {
        return catchThrowableOfType(UnusableInput.class, () -> new Inspector().inspect(source));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static String sha256(byte[] bytes, int from, int length) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, from, from + length));
        return HexFormat.of().formatHex(digest);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000, 1 << 20, 1 << 30})
    void cutsAFileIntoBlocksThatGiveTheSameRows(int blockBytes) throws Exception {
        SampleCatalogue.write(directory, SampleOptions.of(12_000, 3));
        byte[] bytes = Files.readAllBytes(directory.resolve("products.csv"));
        Source source = Exports.open(directory);
        RecordFormat dialect = source.declaration().format();

        FileInspection file = new Inspector(blockBytes).inspect(source).getFirst();

        assertThat(file.bytes()).isEqualTo(bytes.length);
        assertThat(file.sha256()).isEqualTo(sha256(bytes, 0, bytes.length));
        RecordCursor whole = new RecordBlock(dialect, bytes, 0, 1, 0).rows();
        assertThat(whole.next()).isTrue();
        for (Block block : file.blocks()) {
            byte[] part = Arrays.copyOfRange(bytes, (int) block.offset(), (int) block.offset() + block.length());
            assertThat(block.sha256()).isEqualTo(sha256(part, 0, part.length));
            RecordCursor rows =
                    new RecordBlock(dialect, part, block.offset(), block.firstLine(), block.firstRow()).rows();
            for (int i = 0; i < block.rows(); i++) {
                assertThat(rows.next() && whole.next()).isTrue();
                assertThat(List.of(rows.offset(), rows.line(), rows.row()))
                        .isEqualTo(List.of(whole.offset(), whole.line(), whole.row()));
                assertThat(rows.rawBytes()).isEqualTo(whole.rawBytes());
            }
            assertThat(rows.next()).isFalse();
        }
        assertThat(whole.next()).isFalse();
        assertThat(file.rows()).isEqualTo(12_000);
    }

    @Test
    void cutsBlocksWithoutAGapFromBehindTheHeaderToTheEnd() {
        String text =
                Exports.HEADER + "\n" + String.join("\n", Exports.lines(500)).replaceFirst("\n", "\n\n");
        Source source = Exports.dump(directory, text, WINDOWS_31J);

        FileInspection file = new Inspector(1_000).inspect(source).getFirst();

        long offset = Exports.HEADER.length() + 1L;
        for (Block block : file.blocks()) {
            assertThat(block.offset()).isEqualTo(offset);
            assertThat(block.index()).isEqualTo(file.blocks().indexOf(block));
            offset += block.length();
        }
        assertThat(offset).isEqualTo(file.bytes());
        assertThat(file.blankLines()).isEqualTo(1);
    }

    @Test
    void tellsHowFarItIs() {
        Source source = Exports.fullLoad(directory, String.join("\n", Exports.lines(20_000)), UTF_8);
        AtomicLong seen = new AtomicLong();

        List<FileInspection> files = new Inspector().inspect(source, seen::addAndGet);

        assertThat(seen).hasValue(files.getFirst().bytes());
    }

    @Test
    void toleratesTheByteOrderMarkOfUtf8AndNotesIt() {
        Source source = Exports.fullLoad(directory, "\uFEFF" + String.join("\n", Exports.lines(5)), UTF_8);

        FileInspection file = new Inspector().inspect(source).getFirst();

        assertThat(file.notes()).singleElement().asString().contains("byte order mark");
        assertThat(file.blocks().getFirst().offset()).isEqualTo(3);
        assertThat(file.rows()).isEqualTo(5);
    }

    @Test
    void refusesAFileThatEndsInAnOpenQuote() {
        List<String> lines = Exports.lines(50);
        lines.set(41, lines.get(41).replace("青柳葵", "\"青柳葵"));

        UnusableInput refusal = refused(Exports.fullLoad(directory, String.join("\n", lines), UTF_8));

        assertThat(refusal.code()).isEqualTo("file_malformed");
        assertThat(refusal.what()).isEqualTo("a quote is still open at the end of the file");
        assertThat(refusal.where()).isEqualTo(path("LOAD00000001.csv") + ":42");
    }

    @Test
    void refusesARecordThatIsTooLongWhereverItStands() {
        List<String> lines = Exports.lines(30);
        lines.set(6, "x".repeat(1 << 20) + "x");

        UnusableInput refusal = refused(Exports.fullLoad(directory, String.join("\n", lines), UTF_8));

        assertThat(refusal.code()).isEqualTo("file_malformed");
        assertThat(refusal.where()).isEqualTo(path("LOAD00000001.csv") + ":7");
    }

    @Test
    void blamesTheQuoteThatMakesARecordTooLong() {
        List<String> lines = Exports.lines(30_000);
        lines.set(2, lines.get(2).replace("青柳葵", "\"青柳葵"));

        UnusableInput refusal = refused(Exports.fullLoad(directory, String.join("\n", lines), UTF_8));

        assertThat(refusal.where()).isEqualTo(path("LOAD00000001.csv") + ":3");
        assertThat(refusal.found()).contains("a quote that opens on line 3 is not closed");
    }

    @Test
    void refusesNulBytes() {
        List<String> lines = Exports.lines(30_000);
        lines.set(25_000, lines.get(25_000).replace("TK01", "TK\0"));

        UnusableInput refusal = refused(Exports.fullLoad(directory, String.join("\n", lines), UTF_8));

        assertThat(refusal.what()).isEqualTo("a NUL byte");
        assertThat(refusal.where()).isEqualTo(path("LOAD00000001.csv") + ":25001");
    }

    @Test
    void refusesUtf16() {
        UnusableInput refusal = refused(Exports.fullLoad(directory, "\uFEFF" + Exports.lines(3), UTF_16LE));

        assertThat(refusal.code()).isEqualTo("charset_wrong");
        assertThat(refusal.found()).contains("UTF-16");
    }

    @Test
    void refusesAFileThatIsAnotherThanListed() throws IOException {
        Source source = Exports.fullLoad(directory, String.join("\n", Exports.lines(9)), UTF_8);
        Files.writeString(directory.resolve("LOAD00000001.csv"), String.join("\n", Exports.lines(10)));

        assertThat(refused(source).code()).isEqualTo("file_changed");
    }

    @Test
    void refusesFilesWithoutARow() {
        assertThat(refused(Exports.dump(directory, Exports.HEADER + "\r\n", WINDOWS_31J))
                        .code())
                .isEqualTo("source_empty");
        assertThat(refused(Exports.dump(directory, "", WINDOWS_31J)).what()).isEqualTo("the header is missing");
    }

    @Test
    void refusesFewerRowsThanDeclared() throws IOException {
        SampleCatalogue.write(directory, SampleOptions.of(100, 1).asFullLoad(50));
        Path declaration = directory.resolve("source.yaml");
        Files.writeString(declaration, Files.readString(declaration) + "expected-rows: 101\n");

        UnusableInput refusal = refused(Exports.open(directory));

        assertThat(refusal.code()).isEqualTo("source_incomplete");
        assertThat(List.of(refusal.expected(), refusal.found())).containsExactly("101 rows", "100 rows");
    }

    @Test
    void refusesToHoldALineOf200MegabytesInMemory() throws Exception {
        Path file = directory.resolve("LOAD00000001.csv");
        byte[] megabyte = "x".repeat(1 << 20).getBytes(UTF_8);
        try (var out = Files.newOutputStream(file)) {
            out.write((Exports.lines(1).getFirst() + "\n").getBytes(UTF_8));
            for (int i = 0; i < 200; i++) {
                out.write(megabyte);
            }
        }

        String said = inASmallHeap(directory);

        assertThat(said).contains("file_malformed", path("LOAD00000001.csv") + ":2", "a record is too long");
    }

    /** What {@link InspectOnly} prints in a JVM with a heap of 48 MB. */
    private static String inASmallHeap(Path directory) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                InspectOnly.class.getName(),
                directory.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
