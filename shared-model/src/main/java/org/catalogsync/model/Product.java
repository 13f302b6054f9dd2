package org.catalogsync.model;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One volume of the catalogue as every store must show it. A full row: an absent (null) field means that the ERP has no value, never that the source did not say.
 *
 * @param isbn the key
 * @param title normalised text, 1 to 500 characters
 * @param titleKana the reading, normalised to full-width katakana
 * @param author normalised text
 * @param genre normalised text
 * @param quantityAvailable copies in stock, 0 or more
 * @param stockStatus decided from code and quantity
 * @param priceJpy yen, tax as the ERP has it
 * @param warehouse the ERP's warehouse code, such as TK01
 * @param lastRestockDate a day in Asia/Tokyo
 * @param restockEtaDays days until the next delivery
 */
public record Product(
        Isbn isbn,
        String title,
        @Nullable String titleKana,
        @Nullable String author,
        @Nullable String genre,
        int quantityAvailable,
        StockStatus stockStatus,
        @Nullable Integer priceJpy,
        String warehouse,
        @Nullable LocalDate lastRestockDate,
        @Nullable Integer restockEtaDays) {

    /** The price where the ERP has one; unknown is never 0. */
    public OptionalInt price() {
        return priceJpy == null ? OptionalInt.empty() : OptionalInt.of(priceJpy);
    }
}
