package org.catalogsync.chat.retrieve;

import java.time.Instant;
import java.time.LocalDate;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/**
 * One volume as the catalogue's index holds it.
 *
 * @param kana its reading, null where the catalogue has none
 * @param quantity copies in stock, null where unknown
 * @param priceJpy yen, null where unknown
 * @param restockEtaDays days until the next delivery, null where unknown
 * @param warehouse the ERP's code of it, null where the index does not say
 * @param version a moment at which the rest was what the ERP said; the epoch where the index does not say
 */
public record TitleEntry(
        Isbn isbn,
        String title,
        @Nullable String kana,
        @Nullable String author,
        @Nullable String genre,
        @Nullable Integer quantity,
        StockStatus status,
        @Nullable Integer priceJpy,
        @Nullable LocalDate lastRestock,
        @Nullable Integer restockEtaDays,
        @Nullable String warehouse,
        Instant version) {

    /** @param version a moment at which the product was what the ERP said */
    public static TitleEntry of(Product product, Instant version) {
        return new TitleEntry(
                product.isbn(),
                product.title(),
                product.titleKana(),
                product.author(),
                product.genre(),
                product.stockStatus() == StockStatus.UNKNOWN ? null : product.quantityAvailable(),
                product.stockStatus(),
                product.priceJpy(),
                product.lastRestockDate(),
                product.restockEtaDays(),
                product.warehouse(),
                version);
    }
}
