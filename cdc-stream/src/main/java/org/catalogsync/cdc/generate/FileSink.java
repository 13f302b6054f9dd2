package org.catalogsync.cdc.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file with one record a line, as {@code cdc put} reads it. */
public final class FileSink implements Pump.Sink, AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final OutputStream out;

    public FileSink(Path file) {
        try {
            out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        } catch (IOException e) {
            throw new IllegalArgumentException("--out " + file + ": expected a writable file, found " + e);
        }
    }

    @Override
    public void put(List<byte[]> records) {
        try {
            for (byte[] record : records) {
                out.write(record);
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long retried() {
        return 0;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
