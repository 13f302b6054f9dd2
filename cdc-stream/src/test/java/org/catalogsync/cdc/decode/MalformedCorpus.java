package org.catalogsync.cdc.decode;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records that no stream should get, each with the one way in which it ends. Meant for a decoder of the table PRODUCTS (schema ERP or any), the columns of the nightly job, and any format of positions but POSTGRES, ORACLE and NUMBER; texts lie in {@code corpus/}, bytes that are no text are made here, {@code corpus/manifest.tsv} lists both.
 */
public final class MalformedCorpus {
    private static final String FOLDER = "/corpus/";

    private MalformedCorpus() {}

    /**
     * One of them.
     *
     * @param expectedOutcome the code of its only end, a {@link Decoded.Poison}; of an aggregate, before or behind its unpacking
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Malformed(String name, byte[] bytes, String expectedOutcome) {
        @Override
        public String toString() {
            return name + " → " + expectedOutcome;
        }
    }

    /** All of them, in the order of the manifest. One is larger than a stream of 1 MiB a record takes. */
    public static List<Malformed> all() {
        return new String(read("manifest.tsv"), UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 2))
                .map(entry -> new Malformed(entry[0], bytes(entry[0]), entry[1]))
                .toList();
    }

    private static byte[] bytes(String name) {
        byte[] generated = generated(name);
        return generated == null ? read(name + ".json") : generated;
    }

    private static byte @Nullable [] generated(String name) {
        byte[] record = Fixtures.record(Fixtures.row(), Fixtures.metadata("insert"));
        byte[] aggregate = Aggregates.of(List.of(record, record));
        return switch (name) {
            case "empty" -> new byte[0];
            case "too-large" ->
                Fixtures.record(Fixtures.row("NOTE", "x".repeat(DmsDecoder.MAX_BYTES)), Fixtures.metadata("insert"));
            case "invalid-utf-8" -> withBytes(record, 0xFF, 0xFE);
            case "overlong-utf-8" -> withBytes(record, 0xC0, 0xAF);
            case "surrogate-in-utf-8" -> withBytes(record, 0xED, 0xA0, 0x80);
            case "cut-in-a-character" -> Arrays.copyOf(record, indexOf(record, 0xE9) + 1);
            case "utf-16" -> new String(record, UTF_8).getBytes(UTF_16);
            case "windows-31j" -> new String(record, UTF_8).getBytes(Charset.forName("windows-31j"));
            case "gzip" -> gzip(record);
            case "zeros" -> new byte[100];
            case "byte-order-mark-only" -> new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
            case "kpl-magic-only" -> Arrays.copyOf(aggregate, 4);
            case "kpl-cut" -> Arrays.copyOf(aggregate, aggregate.length - 100);
            case "kpl-wrong-digest" -> changed(aggregate, aggregate.length - 1);
            case "kpl-no-protobuf" -> Aggregates.sealed(record);
            case "kpl-of-nothing" -> Aggregates.sealed(new byte[0]);
            case "kpl-of-bad-json" -> Aggregates.of(List.of(Fixtures.bytes("{\"data\":")));
            default -> null;
        };
    }

    /** Puts bytes in front of the title's first character. */
    private static byte[] withBytes(byte[] record, int... bytes) {
        int at = indexOf(record, 0xE9);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(record, 0, at);
        for (int value : bytes) {
            out.write(value);
        }
        out.write(record, at, record.length - at);
        return out.toByteArray();
    }

    private static int indexOf(byte[] bytes, int value) {
        int at = 0;
        while ((bytes[at] & 0xFF) != value) {
            at++;
        }
        return at;
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private static byte[] read(String file) {
        try (InputStream in = Objects.requireNonNull(MalformedCorpus.class.getResourceAsStream(FOLDER + file), file)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
