package org.catalogsync.sync.staging;

import java.util.Objects;
import java.util.function.Consumer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One line of the transformed or validated extract. */
public sealed interface ExtractLine {
    /** What stands for a row without a readable UPDATED_AT: older than any other. */
    long NO_TIME = Long.MIN_VALUE;

    Isbn isbn();

    /** Microseconds since 1970 of the source's UPDATED_AT, or {@link #NO_TIME}. */
    long updatedAtMicros();

    /** Where the row stood. */
    Origin origin();

    /** An accepted row. */
    record Row(Product product, String sourceKey, long updatedAtMicros, Origin origin) implements ExtractLine {
        @Override
        public Isbn isbn() {
            return product.isbn();
        }
    }

    /** A rejected row whose key could be read: its key is held, that is neither written nor deleted. */
    record Rejected(Isbn isbn, long updatedAtMicros, Origin origin) implements ExtractLine {}

    /**
     * @param file number of the file in the manifest
     * @param line its line, from 1
     */
    record Origin(int file, long line) implements Comparable<Origin> {
        @Override
        public int compareTo(Origin other) {
            return file != other.file ? Integer.compare(file, other.file) : Long.compare(line, other.line);
        }
    }

    /** Writes the line as one JSON object. */
    static void write(JsonGenerator out, ExtractLine line) {
        out.writeStartObject();
        switch (line) {
            case Row row -> {
                ProductJson.writeFields(out, row.product());
                out.writeStringProperty("source_key", row.sourceKey());
            }
            case Rejected rejected -> {
                out.writeStringProperty("isbn", rejected.isbn().value());
                out.writeBooleanProperty("rejected", true);
            }
        }
        if (line.updatedAtMicros() != NO_TIME) {
            out.writeNumberProperty("updated_at", line.updatedAtMicros());
        }
        out.writeNumberProperty("file", line.origin().file());
        out.writeNumberProperty("line", line.origin().line());
        out.writeEndObject();
    }

    /** Reads all lines of one bucket. */
    static void read(byte[] lines, Consumer<ExtractLine> visitor) {
        Reader reader = new Reader();
        JsonLines.read(lines, reader::property, () -> visitor.accept(reader.line()));
    }

    /** Collects the properties of one line. */
    final class Reader {
        private final ProductJson product = new ProductJson();
        private @Nullable String sourceKey;
        private long updatedAt = NO_TIME;
        private int file;
        private long line;

        private Reader() {}

        private void property(String name, tools.jackson.core.JsonParser in) {
            switch (name) {
                case "source_key" -> sourceKey = in.getString();
                case "updated_at" -> updatedAt = in.getLongValue();
                case "file" -> file = in.getIntValue();
                case "line" -> line = in.getLongValue();
                default -> product.take(name, in);
            }
        }

        private ExtractLine line() {
            Origin origin = new Origin(file, line);
            ExtractLine read = product.hasProduct()
                    ? new Row(product.product(), Objects.requireNonNull(sourceKey), updatedAt, origin)
                    : new Rejected(product.isbn(), updatedAt, origin);
            product.reset();
            sourceKey = null;
            updatedAt = NO_TIME;
            return read;
        }
    }
}
