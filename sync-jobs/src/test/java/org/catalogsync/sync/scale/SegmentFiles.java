package org.catalogsync.sync.scale;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.catalogsync.model.StoredItem;
import org.catalogsync.sync.staging.ProductJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes items as lines of JSON, one file per segment, with as many items open as there are segments and no more. */
final class SegmentFiles implements AutoCloseable {
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("\n").build();

    private final JsonGenerator[] segments;

    SegmentFiles(Path directory, int segments) throws IOException {
        Files.createDirectories(directory);
        this.segments = new JsonGenerator[segments];
        for (int i = 0; i < segments; i++) {
            this.segments[i] = JSON.createGenerator(
                    ObjectWriteContext.empty(), new BufferedOutputStream(Files.newOutputStream(file(directory, i))));
        }
    }

    static Path file(Path directory, int segment) {
        return directory.resolve("segment-%04d.jsonl".formatted(segment));
    }

    void add(StoredItem item) {
        JsonGenerator out = segments[Math.floorMod(item.isbn().hashCode(), segments.length)];
        out.writeStartObject();
        switch (item) {
            case StoredItem.Live live -> ProductJson.writeFields(out, live.product());
            case StoredItem.Tombstone tombstone -> {
                out.writeStringProperty("isbn", tombstone.isbn().value());
                out.writeStringProperty("expires_at", tombstone.expiresAt().toString());
            }
        }
        out.writeNumberProperty("rev", item.stamp().rev());
        out.writeStringProperty("source_version", item.stamp().sourceVersion().toString());
        out.writeStringProperty("last_sync", item.stamp().lastSync().toString());
        out.writeEndObject();
    }

    @Override
    public void close() {
        for (JsonGenerator segment : segments) {
            segment.writeRaw('\n');
            segment.close();
        }
    }

    /** How many bytes a segment has. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
