package org.catalogsync.sync.plan;

import java.util.Objects;
import java.util.function.Consumer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.sync.staging.JsonLines;
import org.catalogsync.sync.staging.ProductJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** One difference between the validated extract and the product table; a plan is nothing but these. */
public sealed interface PlannedChange {
    Isbn isbn();

    /** The rev that the plan saw, and that the write is conditional on; 0 where the key was absent. */
    long expectedRev();

    /** The key is absent, or its tombstone is older. */
    record Created(Product product, String sourceKey, long expectedRev) implements PlannedChange {
        @Override
        public Isbn isbn() {
            return product.isbn();
        }
    }

    /** The content differs and the extract is newer. */
    record Changed(Product product, String sourceKey, long expectedRev) implements PlannedChange {
        @Override
        public Isbn isbn() {
            return product.isbn();
        }
    }

    /** The complete extract does not have the key, and the item is older than the watermark. */
    record Deleted(Isbn isbn, long expectedRev) implements PlannedChange {}

    /**
     * Nothing differs, but a run whose process is taken for dead planned to write this key. Writing it again, under this run's version, raises its rev: should that process only have slept, even between its
     * last look at the lease and its write, the write meets another rev.
     *
     * @param product what the extract has and the table holds; null for a key that neither has
     */
    record Sealed(
            Isbn isbn, @Nullable Product product, @Nullable String sourceKey, long expectedRev)
            implements PlannedChange {}

    /** Writes the change as one line of JSON. */
    static void write(JsonGenerator out, PlannedChange change) {
        out.writeStartObject();
        switch (change) {
            case Created created -> {
                out.writeStringProperty("change", "created");
                ProductJson.writeFields(out, created.product());
                out.writeStringProperty("source_key", created.sourceKey());
            }
            case Changed changed -> {
                out.writeStringProperty("change", "changed");
                ProductJson.writeFields(out, changed.product());
                out.writeStringProperty("source_key", changed.sourceKey());
            }
            case Deleted deleted -> {
                out.writeStringProperty("change", "deleted");
                out.writeStringProperty("isbn", deleted.isbn().value());
            }
            case Sealed sealed -> writeSealed(out, sealed);
        }
        out.writeNumberProperty("expected_rev", change.expectedRev());
        out.writeEndObject();
    }

    private static void writeSealed(JsonGenerator out, Sealed sealed) {
        out.writeStringProperty("change", "sealed");
        if (sealed.product() == null) {
            out.writeStringProperty("isbn", sealed.isbn().value());
        } else {
            ProductJson.writeFields(out, sealed.product());
            out.writeStringProperty("source_key", sealed.sourceKey());
        }
    }

    /** Reads all changes of one slice. */
    static void read(byte[] lines, Consumer<PlannedChange> visitor) {
        Reader reader = new Reader();
        JsonLines.read(lines, reader::property, () -> visitor.accept(reader.change()));
    }

    /** Collects the properties of one line. */
    final class Reader {
        private final ProductJson product = new ProductJson();
        private @Nullable String kind;
        private @Nullable String sourceKey;
        private long expectedRev;

        private Reader() {}

        private void property(String name, JsonParser in) {
            switch (name) {
                case "change" -> kind = in.getString();
                case "source_key" -> sourceKey = in.getString();
                case "expected_rev" -> expectedRev = in.getLongValue();
                default -> product.take(name, in);
            }
        }

        private PlannedChange change() {
            PlannedChange change = switch (Objects.requireNonNull(kind, "a change without its kind")) {
                case "created" -> new Created(product.product(), Objects.requireNonNull(sourceKey), expectedRev);
                case "changed" -> new Changed(product.product(), Objects.requireNonNull(sourceKey), expectedRev);
                case "deleted" -> new Deleted(product.isbn(), expectedRev);
                case "sealed" ->
                    new Sealed(product.isbn(), product.hasProduct() ? product.product() : null, sourceKey, expectedRev);
                default -> throw new IllegalStateException("unknown kind of change: " + kind);
            };
            product.reset();
            sourceKey = null;
            return change;
        }
    }
}
