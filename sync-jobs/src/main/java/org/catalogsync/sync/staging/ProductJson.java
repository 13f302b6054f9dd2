package org.catalogsync.sync.staging;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The fields of a product inside a line of JSON, named as in the product table; absent ones are left out. */
public final class ProductJson {
    private static final Map<String, StockStatus> STATUSES = Arrays.stream(StockStatus.values())
            .collect(Collectors.toUnmodifiableMap(StockStatus::wire, Function.identity()));

    private @Nullable String isbn;
    private @Nullable String title;
    private @Nullable String titleKana;
    private @Nullable String author;
    private @Nullable String genre;
    private int quantity;
    private StockStatus status = StockStatus.UNKNOWN;
    private @Nullable Integer price;
    private @Nullable String warehouse;
    private @Nullable LocalDate restocked;
    private @Nullable Integer eta;

    /** Writes the fields into the object that is open. */
    public static void writeFields(JsonGenerator out, Product product) {
        out.writeStringProperty("isbn", product.isbn().value());
        out.writeStringProperty("title", product.title());
        text(out, "title_kana", product.titleKana());
        text(out, "author", product.author());
        text(out, "genre", product.genre());
        out.writeNumberProperty("quantity_available", product.quantityAvailable());
        out.writeStringProperty("stock_status", product.stockStatus().wire());
        number(out, "price_jpy", product.priceJpy());
        out.writeStringProperty("warehouse", product.warehouse());
        LocalDate day = product.lastRestockDate();
        text(out, "last_restock_date", day == null ? null : day.toString());
        number(out, "restock_eta_days", product.restockEtaDays());
    }

    /** Forgets the product read before. */
    public void reset() {
        isbn = null;
        title = null;
        titleKana = null;
        author = null;
        genre = null;
        quantity = 0;
        status = StockStatus.UNKNOWN;
        price = null;
        warehouse = null;
        restocked = null;
        eta = null;
    }

    /** Takes a property if it is one of the product's; the parser stands on its value. */
    public boolean take(String name, JsonParser in) {
        switch (name) {
            case "isbn" -> isbn = in.getString();
            case "title" -> title = in.getString();
            case "title_kana" -> titleKana = in.getString();
            case "author" -> author = in.getString();
            case "genre" -> genre = in.getString();
            case "quantity_available" -> quantity = in.getIntValue();
            case "stock_status" -> status = Objects.requireNonNull(STATUSES.get(in.getString()));
            case "price_jpy" -> price = in.getIntValue();
            case "warehouse" -> warehouse = in.getString();
            case "last_restock_date" -> restocked = LocalDate.parse(in.getString());
            case "restock_eta_days" -> eta = in.getIntValue();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The key alone, for lines that carry no product. */
    public Isbn isbn() {
        return new Isbn(Objects.requireNonNull(isbn, "a line without isbn"));
    }

    public boolean hasProduct() {
        return title != null;
    }

    public Product product() {
        return new Product(
                isbn(),
                Objects.requireNonNull(title, "a line without title"),
                titleKana,
                author,
                genre,
                quantity,
                status,
                price,
                Objects.requireNonNull(warehouse, "a line without warehouse"),
                restocked,
                eta);
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, value);
        }
    }

    private static void number(JsonGenerator out, String name, @Nullable Integer value) {
        if (value != null) {
            out.writeNumberProperty(name, value);
        }
    }
}
