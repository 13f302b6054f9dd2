package org.catalogsync.chat.lookup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.VolumeTitle;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one volume. Everything that an answer says of it comes from here.
 *
 * @param quantity copies in stock; null where unknown, which is never 0
 * @param status decided from code and quantity
 * @param volume the volume's number as digits, or 上, 中, 下; null where its title names none
 * @param asOf up to when this is known to be what the ERP says
 * @param source where it was looked up
 * @param stale whether a newer one was wanted, as this one is old or few copies are left, and could not be had in time
 */
public record Fact(
        Isbn isbn,
        String title,
        @Nullable String author,
        @Nullable String genre,
        @Nullable String volume,
        @Nullable Integer quantity,
        StockStatus status,
        @Nullable Integer priceJpy,
        @Nullable LocalDate lastRestock,
        @Nullable Integer restockEtaDays,
        Instant asOf,
        Source source,
        boolean stale) {

    /** What a row of the table says of itself: true at its version, and nothing is known of later. None for a deleted one. */
    public static Optional<Fact> ofRow(StoredItem row) {
        return switch (row) {
            case StoredItem.Live live ->
                Optional.of(of(live, live.stamp().sourceVersion().at(), false));
            case StoredItem.Tombstone gone -> Optional.empty();
        };
    }

    static Fact of(StoredItem.Live live, Instant asOf, boolean stale) {
        Product product = live.product();
        return new Fact(
                product.isbn(),
                product.title(),
                product.author(),
                product.genre(),
                VolumeTitle.of(product.title()).volume(),
                product.stockStatus() == StockStatus.UNKNOWN ? null : product.quantityAvailable(),
                product.stockStatus(),
                product.priceJpy(),
                product.lastRestockDate(),
                product.restockEtaDays(),
                asOf,
                Source.DYNAMODB,
                stale);
    }

    /** The same where a newer one was wanted and could not be had. */
    Fact unconfirmed() {
        return new Fact(
                isbn,
                title,
                author,
                genre,
                volume,
                quantity,
                status,
                priceJpy,
                lastRestock,
                restockEtaDays,
                asOf,
                source,
                true);
    }

    /** Where a fact was looked up. */
    public enum Source {
        DYNAMODB("dynamodb"),
        ERP("erp"),
        /** A copy in this process's memory, or one in Redis. */
        CACHE("cache");

        private final String wire;

        Source(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }
}
