package org.catalogsync.stores.products;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.StoredItem.Live;
import org.catalogsync.model.StoredItem.Stamp;
import org.catalogsync.model.StoredItem.Tombstone;
import org.catalogsync.stores.products.ProductTable.Flawed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB holds them: numbers as N, times as ISO text, what a product lacks as an absent attribute. */
final class ItemCodec {
    static final String ISBN = "isbn";
    static final String REV = "rev";
    static final String DELETED = "deleted";
    static final String EXPIRES_AT = "expires_at";

    private static final String TITLE = "title";
    private static final String TITLE_KANA = "title_kana";
    private static final String AUTHOR = "author";
    private static final String GENRE = "genre";
    private static final String QUANTITY = "quantity_available";
    private static final String STATUS = "stock_status";
    private static final String PRICE = "price_jpy";
    private static final String WAREHOUSE = "warehouse";
    private static final String RESTOCKED = "last_restock_date";
    private static final String ETA = "restock_eta_days";
    private static final String LAST_SYNC = "last_sync_utc";
    private static final String EVENT_TYPE = "last_event_type";
    private static final String SOURCE_VERSION = "source_version";
    private static final String SOURCE_KEY = "source_key";
    private static final String CONTENT_HASH = "content_hash";
    private static final String PREVIOUS_QUANTITY = "previous_quantity";
    private static final String CHANGED_FIELDS = "changed_fields";

    /** Every attribute that a writer sets or takes away, the key apart. */
    static final List<String> ATTRIBUTES = List.of(
            TITLE,
            TITLE_KANA,
            AUTHOR,
            GENRE,
            QUANTITY,
            STATUS,
            PRICE,
            WAREHOUSE,
            RESTOCKED,
            ETA,
            LAST_SYNC,
            EVENT_TYPE,
            SOURCE_VERSION,
            SOURCE_KEY,
            REV,
            CONTENT_HASH,
            PREVIOUS_QUANTITY,
            CHANGED_FIELDS,
            DELETED,
            EXPIRES_AT);

    private static final Map<String, StockStatus> STATUSES =
            Arrays.stream(StockStatus.values()).collect(Collectors.toMap(StockStatus::wire, Function.identity()));

    private ItemCodec() {}

    static Map<String, AttributeValue> encode(StoredItem item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        text(attributes, ISBN, item.isbn().value());
        stamp(attributes, item.stamp());
        switch (item) {
            case Live live -> product(attributes, live.product());
            case Tombstone tombstone -> {
                attributes.put(DELETED, AttributeValue.fromBool(true));
                number(attributes, EXPIRES_AT, tombstone.expiresAt().getEpochSecond());
            }
        }
        return attributes;
    }

    private static void product(Map<String, AttributeValue> attributes, Product product) {
        text(attributes, TITLE, product.title());
        text(attributes, TITLE_KANA, product.titleKana());
        text(attributes, AUTHOR, product.author());
        text(attributes, GENRE, product.genre());
        number(attributes, QUANTITY, (long) product.quantityAvailable());
        text(attributes, STATUS, product.stockStatus().wire());
        number(attributes, PRICE, asLong(product.priceJpy()));
        text(attributes, WAREHOUSE, product.warehouse());
        text(
                attributes,
                RESTOCKED,
                product.lastRestockDate() == null
                        ? null
                        : product.lastRestockDate().toString());
        number(attributes, ETA, asLong(product.restockEtaDays()));
        text(attributes, CONTENT_HASH, ContentHash.of(product).toString());
    }

    private static void stamp(Map<String, AttributeValue> attributes, Stamp stamp) {
        number(attributes, REV, stamp.rev());
        text(attributes, SOURCE_VERSION, stamp.sourceVersion().toString());
        text(attributes, SOURCE_KEY, stamp.sourceKey());
        text(attributes, LAST_SYNC, stamp.lastSync().toString());
        text(attributes, EVENT_TYPE, stamp.lastEventType());
        StoredItem.Change change = stamp.change();
        if (change != null) {
            number(attributes, PREVIOUS_QUANTITY, asLong(change.previousQuantity()));
            text(attributes, CHANGED_FIELDS, String.join(",", change.fields()));
        }
    }

    private static void text(Map<String, AttributeValue> attributes, String name, @Nullable String text) {
        if (text != null) {
            attributes.put(name, AttributeValue.fromS(text));
        }
    }

    private static void number(Map<String, AttributeValue> attributes, String name, @Nullable Long number) {
        if (number != null) {
            attributes.put(name, AttributeValue.fromN(number.toString()));
        }
    }

    private static @Nullable Long asLong(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    /** Reads an item back; throws {@link MalformedItem}. An item without {@code rev} was written by somebody else and counts as rev 0. */
    static StoredItem decode(String table, Map<String, AttributeValue> attributes) {
        return new Decoder(table, attributes).item();
    }

    /** Shows an item to {@code ours} where it can be read, and to {@code others} with its first flaw where no writer of ours can have written it; to both where what is wrong is none of the product's fields. */
    static void judge(
            String table, Map<String, AttributeValue> raw, Consumer<StoredItem> ours, Consumer<Flawed> others) {
        StoredItem item;
        try {
            item = decode(table, raw);
        } catch (MalformedItem e) {
            String key = String.valueOf(
                    raw.getOrDefault(ISBN, AttributeValue.fromS("")).s());
            others.accept(new Flawed(
                    key, rev(raw.get(REV)), version(raw.get(SOURCE_VERSION)), e.attribute(), e.expected(), e.found()));
            return;
        }
        ours.accept(item);
        Flawed derived = item instanceof Live live ? derived(live, raw) : null;
        if (derived != null) {
            others.accept(derived);
        }
    }

    /** What a reader passes over, because it follows from the rest: TTL would delete a live item that has a time to expire. */
    private static @Nullable Flawed derived(Live item, Map<String, AttributeValue> raw) {
        AttributeValue expires = raw.get(EXPIRES_AT);
        if (expires != null) {
            return derived(item, EXPIRES_AT, "nothing on a live item", expires);
        }
        AttributeValue hash = raw.get(CONTENT_HASH);
        String expected = ContentHash.of(item.product()).toString();
        // Who writes no rev need not know the hash either.
        boolean tolerated = hash == null && !raw.containsKey(REV);
        return tolerated || (hash != null && expected.equals(hash.s()))
                ? null
                : derived(item, CONTENT_HASH, expected, hash);
    }

    private static Flawed derived(Live item, String attribute, String expected, @Nullable AttributeValue found) {
        return new Flawed(
                item.isbn().value(),
                item.stamp().rev(),
                item.stamp().sourceVersion(),
                attribute,
                expected,
                found == null ? "nothing" : text(found));
    }

    private static String text(AttributeValue value) {
        if (value.s() != null) {
            return value.s();
        }
        return value.n() == null ? value.toString() : value.n();
    }

    private static @Nullable Long rev(@Nullable AttributeValue rev) {
        if (rev == null) {
            return ProductTable.ProductWrite.ABSENT;
        }
        try {
            return Long.valueOf(rev.n());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable SourceVersion version(@Nullable AttributeValue version) {
        try {
            return version == null || version.s() == null ? null : SourceVersion.parse(version.s());
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** A raw item without the attributes that somebody else added. */
    static Map<String, AttributeValue> ours(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> ours = new HashMap<>(attributes);
        ours.keySet().removeIf(name -> !name.equals(ISBN) && !ATTRIBUTES.contains(name));
        return ours;
    }

    private record Decoder(String table, Map<String, AttributeValue> attributes) {

        StoredItem item() {
            Isbn isbn = required(ISBN, "a canonical ISBN-13", Isbn::new);
            Stamp stamp = stamp();
            AttributeValue deleted = attributes.get(DELETED);
            if (deleted == null || Boolean.FALSE.equals(deleted.bool())) {
                return new Live(product(isbn), stamp);
            }
            if (deleted.bool() == null) {
                throw malformed(DELETED, "a BOOL", deleted.toString());
            }
            Long expires = number(EXPIRES_AT, 0, Long.MAX_VALUE);
            if (expires == null) {
                throw malformed(EXPIRES_AT, "epoch seconds on a tombstone", "nothing");
            }
            return new Tombstone(isbn, stamp, Instant.ofEpochSecond(expires));
        }

        private Stamp stamp() {
            Long rev = number(REV, 0, Long.MAX_VALUE);
            return new Stamp(
                    rev == null ? 0 : rev,
                    required(SOURCE_VERSION, "a source version", SourceVersion::parse),
                    text(SOURCE_KEY),
                    required(LAST_SYNC, "an ISO-8601 instant", Instant::parse),
                    required(EVENT_TYPE, "a text", Function.identity()),
                    change());
        }

        private StoredItem.@Nullable Change change() {
            String fields = text(CHANGED_FIELDS);
            if (fields == null) {
                return null;
            }
            return new StoredItem.Change(
                    integer(PREVIOUS_QUANTITY), fields.isEmpty() ? List.of() : List.of(fields.split(",")));
        }

        private Product product(Isbn isbn) {
            return new Product(
                    isbn,
                    required(TITLE, "a text", Function.identity()),
                    text(TITLE_KANA),
                    text(AUTHOR),
                    text(GENRE),
                    quantity(),
                    required(STATUS, "one of " + STATUSES.keySet(), this::status),
                    integer(PRICE),
                    required(WAREHOUSE, "a text", Function.identity()),
                    restocked(),
                    integer(ETA));
        }

        private int quantity() {
            Integer quantity = integer(QUANTITY);
            if (quantity == null) {
                throw malformed(QUANTITY, "a whole number", "nothing");
            }
            return quantity;
        }

        private StockStatus status(String wire) {
            StockStatus status = STATUSES.get(wire);
            if (status == null) {
                throw new IllegalArgumentException(wire);
            }
            return status;
        }

        private @Nullable LocalDate restocked() {
            return attributes.containsKey(RESTOCKED) ? required(RESTOCKED, "a date", LocalDate::parse) : null;
        }

        private <T> T required(String name, String expected, Function<String, T> parse) {
            String text = text(name);
            if (text == null) {
                throw malformed(name, expected, "nothing");
            }
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw malformed(name, expected, "'" + text + "'");
            }
        }

        private @Nullable String text(String name) {
            AttributeValue value = attributes.get(name);
            if (value == null || Boolean.TRUE.equals(value.nul())) {
                return null;
            }
            if (value.s() == null) {
                throw malformed(name, "a text (S)", value.toString());
            }
            return value.s();
        }

        private @Nullable Integer integer(String name) {
            Long number = number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
            return number == null ? null : number.intValue();
        }

        private @Nullable Long number(String name, long least, long most) {
            AttributeValue value = attributes.get(name);
            if (value == null || Boolean.TRUE.equals(value.nul())) {
                return null;
            }
            try {
                long number = Long.parseLong(value.n());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below, like a number out of range.
            }
            throw malformed(name, "a whole number (N) from " + least + " to " + most, value.toString());
        }

        private MalformedItem malformed(String attribute, String expected, String found) {
            AttributeValue key = attributes.get(ISBN);
            return new MalformedItem(table, key == null ? "?" : String.valueOf(key.s()), attribute, expected, found);
        }
    }
}
