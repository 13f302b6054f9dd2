package org.catalogsync.devstack.events;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * The events of one archive in a file: a line each, its time in milliseconds before its envelope. The oldest go when there
 * are more than a tenth over the bound: a machine's disk is not EventBridge's.
 */
final class ArchivedEvents {

    private final Path file;
    private final int bound;
    private int count;
    private long bytes;

    private ArchivedEvents(Path file, int bound) {
        this.file = file;
        this.bound = bound;
    }

    static ArchivedEvents in(Path file, int bound) throws IOException {
        ArchivedEvents events = new ArchivedEvents(file, bound);
        if (Files.exists(file)) {
            cutTornLine(file);
            try (var lines = Files.lines(file)) {
                events.count = Math.toIntExact(lines.count());
            }
            events.bytes = Files.size(file);
        } else {
            Files.createFile(file);
        }
        return events;
    }

    synchronized int count() {
        return count;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Is in the file when it returns. */
    synchronized void add(Instant time, String envelope) throws IOException {
        byte[] line = (time.toEpochMilli() + " " + envelope + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, line, StandardOpenOption.APPEND);
        count++;
        bytes += line.length;
        if (count > bound + bound / 10) {
            dropOldest();
        }
    }

    /** Shows, in the order in which they came, the events that are there now; others may be added meanwhile. */
    void forEach(BiConsumer<Instant, String> seen) throws IOException {
        int left;
        BufferedReader lines;
        synchronized (this) {
            left = count;
            lines = Files.newBufferedReader(file);
        }
        try (lines) {
            for (; left > 0; left--) {
                String line = lines.readLine();
                int blank = line.indexOf(' ');
                seen.accept(Instant.ofEpochMilli(Long.parseLong(line.substring(0, blank))), line.substring(blank + 1));
            }
        }
    }

    synchronized void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private void dropOldest() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var lines = Files.lines(file);
                BufferedWriter out = Files.newBufferedWriter(fresh)) {
            for (String line : (Iterable<String>) lines.skip(count - bound)::iterator) {
                out.write(line);
                out.write('\n');
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        count = bound;
        bytes = Files.size(file);
    }

    /** Of an event that was being written when the process was killed; its sender has had no answer. */
    private static void cutTornLine(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long end = bytes.length();
            while (end > 0) {
                bytes.seek(end - 1);
                if (bytes.read() == '\n') {
                    break;
                }
                end--;
            }
            bytes.setLength(end);
        }
    }
}
