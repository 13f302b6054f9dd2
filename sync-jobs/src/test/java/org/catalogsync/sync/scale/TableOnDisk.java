package org.catalogsync.sync.scale;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.staging.JsonLines;
import org.catalogsync.sync.staging.ProductJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A product table that can be scanned and nothing else, in pages of 1 MB as DynamoDB has them. The plan must not do more than that. */
final class TableOnDisk implements ProductTable {
    private static final int PAGE_BYTES = 1 << 20;

    private final Path directory;

    TableOnDisk(Path directory) {
        this.directory = directory;
    }

    @Override
    public void createIfAbsent() {}

    @Override
    public Page scan(int segment, int segments, @Nullable String from) {
        Path file = SegmentFiles.file(directory, segment);
        if (Files.exists(SegmentFiles.file(directory, segments))
                || !Files.exists(SegmentFiles.file(directory, segments - 1))) {
            throw new IllegalArgumentException("the table was not written for " + segments + " segments");
        }
        long offset = from == null ? 0 : Long.parseLong(from);
        byte[] lines = wholeLines(file, offset);
        long next = offset + lines.length;
        return new Page(items(lines), next < SegmentFiles.size(file) ? Long.toString(next) : null);
    }

    private static byte[] wholeLines(Path file, long offset) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(PAGE_BYTES, in.length() - offset)];
            in.seek(offset);
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            return Arrays.copyOf(bytes, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<StoredItem> items(byte[] lines) {
        List<StoredItem> items = new ArrayList<>();
        ItemReader reader = new ItemReader();
        JsonLines.read(lines, reader::property, () -> items.add(reader.item()));
        return items;
    }

    /** Collects the properties of one line. */
    private static final class ItemReader {
        private final ProductJson product = new ProductJson();
        private long rev;
        private @Nullable String version;
        private @Nullable String lastSync;
        private @Nullable String expiresAt;

        void property(String name, JsonParser in) {
            switch (name) {
                case "rev" -> rev = in.getLongValue();
                case "source_version" -> version = in.getString();
                case "last_sync" -> lastSync = in.getString();
                case "expires_at" -> expiresAt = in.getString();
                default -> product.take(name, in);
            }
        }

        StoredItem item() {
            StoredItem.Stamp stamp = new StoredItem.Stamp(
                    rev,
                    SourceVersion.parse(Objects.requireNonNull(version)),
                    null,
                    Instant.parse(Objects.requireNonNull(lastSync)),
                    "nightly");
            StoredItem item = expiresAt == null
                    ? new StoredItem.Live(product.product(), stamp)
                    : new StoredItem.Tombstone(product.isbn(), stamp, Instant.parse(expiresAt));
            product.reset();
            expiresAt = null;
            return item;
        }
    }

    @Override
    public Optional<StoredItem> get(Isbn isbn) {
        throw new UnsupportedOperationException("a plan reads by scan");
    }

    @Override
    public Map<Isbn, StoredItem> getAll(Collection<Isbn> isbns) {
        throw new UnsupportedOperationException("a plan reads by scan");
    }

    @Override
    public Survey survey(int segment, int segments, @Nullable String from) {
        throw new UnsupportedOperationException("a plan reads by scan");
    }

    @Override
    public Looked look(Collection<Isbn> isbns) {
        throw new UnsupportedOperationException("a plan reads by scan");
    }

    @Override
    public boolean deleteStray(Flawed seen) {
        throw new UnsupportedOperationException("a plan writes nothing");
    }

    @Override
    public List<WriteOutcome> write(List<ProductWrite> writes) {
        throw new UnsupportedOperationException("a plan writes nothing");
    }

    @Override
    public Counts count() {
        throw new UnsupportedOperationException("a plan reads by scan");
    }
}
