package org.catalogsync.erp;

import java.time.LocalDate;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/**
 * The stock of one volume in one warehouse. Absent (null) is what the ERP did not say, or not readably.
 *
 * @param title in normal form; absent where its bytes do not decode, so that nobody shows a damaged one
 * @param warehouse the warehouse that was asked about
 * @param status decided from code and quantity, unknown where neither tells
 * @param priceJpy yen, 0 or more
 * @param lastRestockDate a day in Asia/Tokyo
 * @param restockEtaDays days until the next delivery, 0 or more
 */
public record Stock(
        @Nullable String title,
        Quantity quantity,
        String warehouse,
        StockStatus status,
        @Nullable Integer priceJpy,
        @Nullable LocalDate lastRestockDate,
        @Nullable Integer restockEtaDays) {}
