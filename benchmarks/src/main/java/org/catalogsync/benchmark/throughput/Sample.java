package org.catalogsync.benchmark.throughput;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.inspect.Block;
import org.catalogsync.sync.inspect.FileInspection;
import org.catalogsync.sync.inspect.Inspector;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleFormat;
import org.catalogsync.sync.sample.SampleOptions;
import org.catalogsync.sync.sample.SampleTallies;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.Sources;

/** The sample catalogue in one form, cut into files, with what must be counted in it. Generated once per size and kept. */
record Sample(SampleFormat format, Path directory, List<Path> files, long bytes, Properties expected) {
    private static final long SEED = 20_250_401;
    private static final int FILES = 10;
    private static final String EXPECTED = "expected.properties";

    /** The sample below a folder; generates it where it is missing. */
    static Sample of(Path root, SampleFormat format, int rows) {
        Path directory =
                root.resolve(format.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + rows);
        try {
            if (!Files.exists(directory.resolve(EXPECTED))) {
                generate(directory, format, rows);
            }
            return read(directory, format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample that is there. */
    static Sample read(Path directory) {
        try {
            boolean dump = directory.getFileName().toString().startsWith("erp");
            return read(directory, dump ? SampleFormat.ERP_DUMP : SampleFormat.DMS_FULL_LOAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Charset charset() {
        return switch (format) {
            case ERP_DUMP -> Charset.forName("windows-31j");
            case DMS_FULL_LOAD -> StandardCharsets.UTF_8;
        };
    }

    boolean header() {
        return format == SampleFormat.ERP_DUMP;
    }

    String nullText() {
        return header() ? "" : "NULL";
    }

    long rows() {
        return Long.parseLong(expected.getProperty("read"));
    }

    private static Sample read(Path directory, SampleFormat format) throws IOException {
        Properties expected = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve(EXPECTED))) {
            expected.load(in);
        }
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return new Sample(format, directory, files, bytes, expected);
        }
    }

    private static void generate(Path directory, SampleFormat format, int rows) throws IOException {
        SampleOptions dump = SampleOptions.of(rows, SEED);
        SampleTallies tallies = SampleCatalogue.write(
                directory, format == SampleFormat.ERP_DUMP ? dump : dump.asFullLoad(Math.ceilDiv(rows, FILES)));
        if (format == SampleFormat.ERP_DUMP) {
            cut(directory);
        }
        Properties expected = new Properties();
        expected.setProperty("read", Long.toString(tallies.read()));
        expected.setProperty("accepted", Long.toString(tallies.accepted() + tallies.duplicates()));
        for (Map.Entry<RowRule, Long> rule : tallies.rejected().entrySet()) {
            expected.setProperty("rejected." + rule.getKey().id(), Long.toString(rule.getValue()));
        }
        try (Writer out = Files.newBufferedWriter(directory.resolve(EXPECTED))) {
            expected.store(out, null);
        }
    }

    /** The ERP writes one file; peers can only share work by file, so all get it in several, each with its header. */
    private static void cut(Path directory) throws IOException {
        Path whole = directory.resolve("products.csv");
        Source source = Sources.open("files:" + directory, null, bucket -> {
            throw new IllegalStateException("no bucket is meant");
        });
        int blockBytes = Math.toIntExact(Math.ceilDiv(Files.size(whole), FILES));
        FileInspection inspection = new Inspector(blockBytes).inspect(source).getFirst();
        try (InputStream in = Files.newInputStream(whole)) {
            byte[] header =
                    in.readNBytes(Math.toIntExact(inspection.blocks().getFirst().offset()));
            for (Block block : inspection.blocks()) {
                Path part = directory.resolve("products-%02d.csv".formatted(block.index()));
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                    out.write(header);
                    out.write(in.readNBytes(block.length()));
                }
            }
        }
        Files.delete(whole);
        Files.deleteIfExists(directory.resolve(Declarations.BESIDE_THE_FILES));
    }
}
