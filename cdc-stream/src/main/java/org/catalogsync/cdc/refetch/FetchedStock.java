package org.catalogsync.cdc.refetch;

import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The row that the ERP's stock makes of an item. The ERP says nothing of author, genre and reading, so the item must be there and its title the same: only what is about stock is taken over, the rest stays as it is and nothing is guessed.
 * The row has the version of its hint and not that of the moment of asking: changes after the hint that are still on their way must win.
 */
final class FetchedStock {
    private static final String OPERATION = "refetch";

    private FetchedStock() {}

    /** Whether a hint is such that a row could come of it: a change from the log with a place in it that the item does not have yet. */
    static boolean mayAnswer(Located hint) {
        return hint.version() instanceof SourceVersion.Change
                && (hint.change().incoming() instanceof Incoming.Partial
                        || hint.change().incoming() instanceof Incoming.Delete);
    }

    /** Null where none comes of it. */
    static @Nullable Located row(Located hint, @Nullable StockAnswer answer, @Nullable StoredItem item) {
        if (!(answer instanceof StockAnswer.Found found)
                || !(item instanceof StoredItem.Live live)
                || !(found.stock().quantity() instanceof Quantity.Known quantity)
                || found.stock().status() == StockStatus.UNKNOWN
                || !live.product().title().equals(found.stock().title())
                || hint.version().compareWith(live.stamp().sourceVersion()) <= 0) {
            return null;
        }
        Incoming put = new Incoming.Put(product(live.product(), found.stock(), quantity.copies()), hint.version());
        Decoded.Change change = hint.change();
        String row = change.incoming() instanceof Incoming.Delete ? live.stamp().sourceKey() : change.sourceKey();
        return new Located(new Decoded.Change(put, row, OPERATION, change.table(), change.written()), hint.from());
    }

    private static Product product(Product known, Stock stock, int copies) {
        return new Product(
                known.isbn(),
                known.title(),
                known.titleKana(),
                known.author(),
                known.genre(),
                copies,
                stock.status(),
                stock.priceJpy(),
                stock.warehouse(),
                stock.lastRestockDate(),
                stock.restockEtaDays());
    }
}
