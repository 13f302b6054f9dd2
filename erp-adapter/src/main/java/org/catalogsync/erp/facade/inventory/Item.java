package org.catalogsync.erp.facade.inventory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.facade.http.Problem;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one ISBN. What the ERP did not say is absent, in each representation; a quantity is never 0 because it is unknown.
 *
 * @param outcome found, not_found, unavailable or unreadable
 * @param code why nothing is known, where nothing is: the failure's word or the first finding's
 * @param retryAfterSeconds when to ask again, where the ERP or its limiter says so
 * @param asOf when the ERP was asked; what it said is not older
 * @param source where it comes from, always erp
 */
record Item(
        String isbn,
        String outcome,
        @Nullable String title,
        @Nullable Integer quantity,
        @Nullable String stockStatus,
        @Nullable String warehouse,
        @Nullable Integer priceJpy,
        @Nullable LocalDate lastRestockDate,
        @Nullable Integer restockEtaDays,
        @Nullable String code,
        @Nullable Long retryAfterSeconds,
        Instant asOf,
        String source)
        implements Content {

    @Override
    public List<Item> rows() {
        return List.of(this);
    }

    static Item of(StockAnswer answer) {
        return switch (answer) {
            case StockAnswer.Found found -> found(found.isbn(), found.stock(), found.asOf());
            case StockAnswer.NotFound notFound -> bare(answer, "not_found", null, null);
            case StockAnswer.Unavailable unavailable ->
                bare(
                        answer,
                        "unavailable",
                        unavailable.failure().code(),
                        unavailable.failure().retryAfter() == null
                                ? null
                                : Problem.seconds(unavailable.failure().retryAfter()));
            case StockAnswer.Unreadable unreadable ->
                bare(
                        answer,
                        "unreadable",
                        unreadable.problems().getFirst().kind().id(),
                        null);
        };
    }

    private static Item found(Isbn isbn, Stock stock, Instant asOf) {
        return new Item(
                isbn.value(),
                "found",
                stock.title(),
                stock.quantity() instanceof Quantity.Known known ? known.copies() : null,
                stock.status().wire(),
                stock.warehouse(),
                stock.priceJpy(),
                stock.lastRestockDate(),
                stock.restockEtaDays(),
                null,
                null,
                shown(asOf),
                "erp");
    }

    private static Item bare(
            StockAnswer answer, String outcome, @Nullable String code, @Nullable Long retryAfterSeconds) {
        return new Item(
                answer.isbn().value(),
                outcome,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                code,
                retryAfterSeconds,
                shown(answer.asOf()),
                "erp");
    }

    /** Cut to milliseconds, which only makes it look older. */
    static Instant shown(Instant asOf) {
        return asOf.truncatedTo(ChronoUnit.MILLIS);
    }
}
