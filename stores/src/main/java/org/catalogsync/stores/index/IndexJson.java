package org.catalogsync.stores.index;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.VolumeTitle;
import org.catalogsync.stores.index.CatalogueIndex.Flaw;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.index.CatalogueIndex.Placed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Documents as OpenSearch holds them. */
final class IndexJson {
    private static final Map<String, StockStatus> STATUSES =
            Arrays.stream(StockStatus.values()).collect(Collectors.toMap(StockStatus::wire, Function.identity()));

    private IndexJson() {}

    /** The two lines of a bulk body for one document: what to do, and the document. */
    static byte[] bulkLines(IndexDocument document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(document.embedding() == null ? 512 : 4096);
        try (JsonGenerator json = SearchHttp.JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("index");
            json.writeStringProperty("_id", document.isbn().value());
            json.writeNumberProperty("version", document.rev());
            json.writeStringProperty("version_type", "external");
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
            source(json, document);
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    private static void source(JsonGenerator json, IndexDocument document) {
        json.writeStartObject();
        json.writeStringProperty("isbn", document.isbn().value());
        json.writeNumberProperty("rev", document.rev());
        text(json, "last_sync_utc", document.lastSyncUtc());
        Instant sourceAt = document.sourceAt();
        text(json, "source_version_utc", sourceAt == null ? null : sourceAt.toString());
        json.writeBooleanProperty("deleted", document.deleted());
        Product product = document.product();
        if (product != null) {
            product(json, product);
        }
        float[] embedding = document.embedding();
        if (embedding != null) {
            json.writeName("embedding");
            vector(json, embedding);
        }
        json.writeEndObject();
    }

    private static void product(JsonGenerator json, Product product) {
        VolumeTitle title = VolumeTitle.of(product.title());
        json.writeStringProperty("title", product.title());
        json.writeStringProperty("series", title.series());
        text(json, "volume", title.volume());
        text(json, "title_kana", product.titleKana());
        text(json, "author", product.author());
        text(json, "genre", product.genre());
        json.writeNumberProperty("quantity_available", product.quantityAvailable());
        json.writeStringProperty("stock_status", product.stockStatus().wire());
        number(json, "price_jpy", product.priceJpy());
        json.writeStringProperty("warehouse", product.warehouse());
        text(
                json,
                "last_restock_date",
                product.lastRestockDate() == null
                        ? null
                        : product.lastRestockDate().toString());
        number(json, "restock_eta_days", product.restockEtaDays());
        json.writeStringProperty("content_hash", ContentHash.of(product).toString());
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Integer number) {
        if (number != null) {
            json.writeNumberProperty(name, number);
        }
    }

    private static void vector(JsonGenerator json, float[] vector) {
        json.writeStartArray();
        for (float component : vector) {
            json.writeNumber(component);
        }
        json.writeEndArray();
    }

    /** Reads a document back, without its vector. */
    static IndexDocument document(String index, JsonNode source) {
        try {
            return document(source);
        } catch (FlawedField e) {
            throw new IllegalStateException("index " + index + ": expected a document of ours, found " + source, e);
        }
    }

    /** Reads whatever lies under an id. */
    static Placed placed(String id, long version, JsonNode source) {
        String says = source.path("isbn").asString("");
        try {
            IndexDocument document = document(source);
            return says.equals(id)
                    ? new Placed(id, version, document, says, derived(version, document, source))
                    : new Placed(id, version, null, says, new Flaw("isbn", says));
        } catch (FlawedField e) {
            return new Placed(id, version, null, says.isEmpty() ? null : says, e.flaw);
        }
    }

    /** The first field that does not follow from the others as it must; readers pass over it, searches do not. */
    private static @Nullable Flaw derived(long version, IndexDocument document, JsonNode source) {
        Map<String, @Nullable String> expected = new LinkedHashMap<>();
        Product product = document.product();
        if (product != null) {
            VolumeTitle title = VolumeTitle.of(product.title());
            expected.put("series", title.series());
            expected.put("volume", title.volume());
            expected.put("content_hash", ContentHash.of(product).toString());
        }
        expected.put("rev", Long.toString(version));
        for (Map.Entry<String, @Nullable String> field : expected.entrySet()) {
            String name = field.getKey();
            String found = absent(source, name)
                    ? null
                    : source.path(name).asString(source.path(name).toString());
            if (!Objects.equals(field.getValue(), found)) {
                return new Flaw(name, field.getValue(), found);
            }
        }
        return null;
    }

    private static IndexDocument document(JsonNode source) {
        Isbn isbn = read(source, "isbn", value -> new Isbn(value.asString()));
        boolean deleted = source.has("deleted") && read(source, "deleted", JsonNode::asBoolean);
        Long rev = source.has("rev") ? read(source, "rev", JsonNode::asLong) : Long.valueOf(0);
        return new IndexDocument(
                isbn,
                deleted ? null : product(isbn, source),
                rev,
                null,
                optional(source, "last_sync_utc"),
                absent(source, "source_version_utc")
                        ? null
                        : read(source, "source_version_utc", value -> Instant.parse(value.asString())));
    }

    private static Product product(Isbn isbn, JsonNode source) {
        return new Product(
                isbn,
                read(source, "title", JsonNode::asString),
                optional(source, "title_kana"),
                optional(source, "author"),
                optional(source, "genre"),
                read(source, "quantity_available", JsonNode::asInt),
                read(source, "stock_status", value -> status(value.asString())),
                optionalInt(source, "price_jpy"),
                read(source, "warehouse", JsonNode::asString),
                absent(source, "last_restock_date")
                        ? null
                        : read(source, "last_restock_date", value -> LocalDate.parse(value.asString())),
                optionalInt(source, "restock_eta_days"));
    }

    private static StockStatus status(String wire) {
        StockStatus status = STATUSES.get(wire);
        if (status == null) {
            throw new IllegalArgumentException("stock_status '" + wire + "'");
        }
        return status;
    }

    private static <T> T read(JsonNode source, String field, Function<JsonNode, T> parse) {
        if (absent(source, field)) {
            throw new FlawedField(field, null);
        }
        try {
            return parse.apply(source.path(field));
        } catch (RuntimeException e) {
            throw new FlawedField(field, source.path(field).toString());
        }
    }

    private static boolean absent(JsonNode source, String field) {
        JsonNode value = source.get(field);
        return value == null || value.isNull();
    }

    private static @Nullable String optional(JsonNode source, String field) {
        return absent(source, field) ? null : read(source, field, JsonNode::asString);
    }

    private static @Nullable Integer optionalInt(JsonNode source, String field) {
        return absent(source, field) ? null : read(source, field, JsonNode::asInt);
    }

    /** A field of a document that none of ours has. */
    private static final class FlawedField extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Flaw flaw;

        FlawedField(String field, @Nullable String found) {
            super("field " + field + ", found " + found);
            this.flaw = new Flaw(field, found);
        }
    }
}
