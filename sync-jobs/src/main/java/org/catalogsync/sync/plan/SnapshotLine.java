package org.catalogsync.sync.plan;

import java.util.Objects;
import java.util.function.Consumer;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.sync.staging.JsonLines;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * What the plan needs to know of an item that the table holds.
 *
 * @param hash of its fields as they are stored, null for a tombstone
 */
record SnapshotLine(
        Isbn isbn,
        long rev,
        SourceVersion version,
        @Nullable ContentHash hash) {

    static SnapshotLine of(StoredItem item, ContentHash.Hasher hasher) {
        ContentHash hash = switch (item) {
            case StoredItem.Live live -> hasher.hash(live.product());
            case StoredItem.Tombstone tombstone -> null;
        };
        return new SnapshotLine(item.isbn(), item.stamp().rev(), item.stamp().sourceVersion(), hash);
    }

    /** Stands for a key that is not there; so new that no run before this one can have seen it. */
    static SnapshotLine absent(Isbn isbn, SourceVersion now) {
        return new SnapshotLine(isbn, Long.MAX_VALUE, now, null);
    }

    boolean live() {
        return hash != null;
    }

    void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("isbn", isbn.value());
        out.writeNumberProperty("rev", rev);
        out.writeStringProperty("source_version", version.toString());
        if (hash != null) {
            out.writeStringProperty("hash", hash.toString());
        }
        out.writeEndObject();
    }

    static void read(byte[] lines, Consumer<SnapshotLine> visitor) {
        Reader reader = new Reader();
        JsonLines.read(lines, reader::property, () -> visitor.accept(reader.line()));
    }

    private static final class Reader {
        private @Nullable String isbn;
        private long rev;
        private @Nullable String version;
        private @Nullable String hash;
        // Nearly all items of a table carry one of a few versions: the last one is parsed once.
        private @Nullable String parsedText;
        private @Nullable SourceVersion parsed;

        void property(String name, JsonParser in) {
            switch (name) {
                case "isbn" -> isbn = in.getString();
                case "rev" -> rev = in.getLongValue();
                case "source_version" -> version = in.getString();
                case "hash" -> hash = in.getString();
                default -> throw new IllegalStateException("unknown property in a snapshot: " + name);
            }
        }

        SnapshotLine line() {
            String text = Objects.requireNonNull(version);
            SourceVersion itsVersion = parsed;
            if (itsVersion == null || !text.equals(parsedText)) {
                itsVersion = SourceVersion.parse(text);
                parsed = itsVersion;
                parsedText = text;
            }
            SnapshotLine line = new SnapshotLine(
                    new Isbn(Objects.requireNonNull(isbn)),
                    rev,
                    itsVersion,
                    hash == null ? null : ContentHash.parse(hash));
            hash = null;
            return line;
        }
    }
}
