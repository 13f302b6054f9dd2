package org.catalogsync.chat.lookup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.VolumeTitle;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;

/**
 * Facts of volumes: the table's; the ERP's where the table's are too old or few copies are left; else the last ones known to this process, with their time.
 *
 * <p>It never says less than it knows and never waits beyond the deadline: what comes too late costs the newest figure, not the answer.
 */
public final class FactFinder {
    private final ProductTable table;
    private final Bounded tableCalls;
    private final Erp erp;
    private final String warehouse;
    private final Freshness freshness;
    private final LastKnown lastKnown;
    private final LookupSettings settings;
    private final InstantSource clock;

    /**
     * @param warehouse the one that the ERP's answers are about; items of others are not asked for
     * @param lastKnown what this process remembers of a volume
     */
    public FactFinder(
            ProductTable table,
            Bounded tableCalls,
            Erp erp,
            String warehouse,
            Freshness freshness,
            LastKnown lastKnown,
            LookupSettings settings,
            InstantSource clock) {
        this.table = table;
        this.tableCalls = tableCalls;
        this.erp = erp;
        this.warehouse = warehouse;
        this.freshness = freshness;
        this.lastKnown = lastKnown;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Looks volumes up. Each one that is asked for is in exactly one list of what is found.
     *
     * @param others that may interest as well: looked up along with the rest, and never worth a question to the ERP
     */
    public Found find(List<Isbn> asked, List<Isbn> others, Deadline deadline) {
        List<Isbn> all =
                Stream.concat(asked.stream(), others.stream()).distinct().toList();
        if (all.isEmpty()) {
            return Found.NOTHING;
        }
        // Before the rows: what the stream brings meanwhile is not in rows that were read before it.
        Instant watermark = freshness.watermark();
        Optional<Map<Isbn, StoredItem>> items =
                tableCalls.call(deadline.atMost(settings.table()), () -> table.getAll(all));
        Search search = new Search(items, watermark);
        asked.stream().distinct().forEach(search::judge);
        ask(search.toAsk, search.facts, deadline);
        List<Fact> facts = inOrder(asked, search.facts);
        List<Isbn> unknown = asked.stream()
                .distinct()
                .filter(isbn -> !search.facts.containsKey(isbn) && !search.deleted.containsKey(isbn))
                .toList();
        return new Found(
                facts,
                search.others(others),
                search.deleted,
                unknown,
                items.isEmpty() || facts.stream().anyMatch(Fact::stale));
    }

    private static List<Fact> inOrder(List<Isbn> isbns, Map<Isbn, Fact> facts) {
        return isbns.stream()
                .distinct()
                .map(facts::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** One look-up. */
    private final class Search {
        private final Optional<Map<Isbn, StoredItem>> items;
        private final @Nullable Instant watermark;
        private final Map<Isbn, Fact> facts = new HashMap<>();
        private final List<Isbn> toAsk = new ArrayList<>();
        private final Map<Isbn, Instant> deleted = new HashMap<>();

        Search(Optional<Map<Isbn, StoredItem>> items, @Nullable Instant watermark) {
            this.items = items;
            this.watermark = watermark;
        }

        void judge(Isbn isbn) {
            if (items.isEmpty()) {
                lastKnown.fact(isbn).ifPresent(fact -> facts.put(isbn, fact));
                if (mayBeOurs(isbn)) {
                    toAsk.add(isbn);
                }
                return;
            }
            switch (items.get().get(isbn)) {
                case StoredItem.Live live -> {
                    Instant asOf = asOf(live);
                    facts.put(isbn, fact(live, asOf));
                    if (needsErp(live.product(), asOf)
                            && live.product().warehouse().equals(warehouse)) {
                        toAsk.add(isbn);
                    }
                }
                case StoredItem.Tombstone gone -> deleted.put(isbn, gone.stamp().lastSync());
                case null -> {}
            }
        }

        /** The ERP speaks of its own warehouse alone, and does not say that a volume stands in another. One that is not remembered was most likely sold for the first time a moment ago. */
        private boolean mayBeOurs(Isbn isbn) {
            return lastKnown.warehouse(isbn).map(warehouse::equals).orElse(true);
        }

        /** The row's own version is a moment at which it was true; the watermarks say that nothing has changed since. */
        private Instant asOf(StoredItem.Live live) {
            Instant version = live.stamp().sourceVersion().at();
            return watermark == null || watermark.isBefore(version) ? version : watermark;
        }

        List<Fact> others(List<Isbn> isbns) {
            Map<Isbn, Fact> found = new HashMap<>();
            for (Isbn isbn : isbns) {
                if (items.isEmpty()) {
                    lastKnown.fact(isbn).ifPresent(fact -> found.put(isbn, fact));
                } else if (items.get().get(isbn) instanceof StoredItem.Live live) {
                    found.put(isbn, fact(live, asOf(live)));
                }
            }
            return inOrder(isbns, found);
        }
    }

    /** Few copies are soon none; a status without a number is worth a question. */
    private boolean needsErp(Product product, Instant asOf) {
        return product.stockStatus() == StockStatus.LOW_STOCK
                || product.stockStatus() == StockStatus.UNKNOWN
                || isOld(asOf);
    }

    private boolean isOld(Instant asOf) {
        return asOf.isBefore(clock.instant().minus(settings.fresh()));
    }

    private Fact fact(StoredItem.Live live, Instant asOf) {
        return Fact.of(live, asOf, isOld(asOf));
    }

    private void ask(List<Isbn> isbns, Map<Isbn, Fact> facts, Deadline deadline) {
        if (isbns.isEmpty()) {
            return;
        }
        erp.stock(isbns, deadline.atMost(settings.erp()))
                .byIsbn()
                .forEach((isbn, answer) -> judged(facts.get(isbn), answer).ifPresent(fact -> facts.put(isbn, fact)));
    }

    /** What holds once the ERP was asked. What had to be confirmed and was not is only as good as its time says. */
    private static Optional<Fact> judged(@Nullable Fact known, StockAnswer answer) {
        if (known == null) {
            return answer instanceof StockAnswer.Found found ? byItself(found) : Optional.empty();
        }
        return Optional.of(
                switch (answer) {
                    case StockAnswer.Found found ->
                        switch (found.stock().quantity()) {
                            case Quantity.Known(int copies) -> newest(known, found, copies);
                            case Quantity.Unknown unknown -> withoutFigure(known);
                        };
                    case StockAnswer.NotFound notFound -> withoutFigure(known);
                    case StockAnswer.Unavailable unavailable -> known.unconfirmed();
                    case StockAnswer.Unreadable unreadable -> known.unconfirmed();
                });
    }

    /** An answer that names no figure agrees with what is known where that has none either. */
    private static Fact withoutFigure(Fact known) {
        return known.quantity() == null ? known : known.unconfirmed();
    }

    /** Where the table is away and nothing is remembered, the ERP's own row is all there is. */
    private static Optional<Fact> byItself(StockAnswer.Found found) {
        Stock stock = found.stock();
        String title = stock.title();
        if (title == null) {
            return Optional.empty();
        }
        return Optional.of(new Fact(
                found.isbn(),
                title,
                null,
                null,
                VolumeTitle.of(title).volume(),
                stock.quantity() instanceof Quantity.Known known ? known.copies() : null,
                stock.status(),
                stock.priceJpy(),
                stock.lastRestockDate(),
                stock.restockEtaDays(),
                found.asOf(),
                Fact.Source.ERP,
                false));
    }

    /** An answer of the ERP may have been begun before the row at hand was written: questions share answers. */
    private static Fact newest(Fact known, StockAnswer.Found found, int copies) {
        return known.asOf().isAfter(found.asOf()) ? known : newer(known, found, copies);
    }

    /** What the ERP says of the volume, with what else is known of it. A price that it does not name is not made fresh by it: it is the older one, with which the whole fact is as old as that. */
    private static Fact newer(Fact known, StockAnswer.Found found, int copies) {
        boolean oldPrice = found.stock().priceJpy() == null && known.priceJpy() != null;
        return new Fact(
                known.isbn(),
                known.title(),
                known.author(),
                known.genre(),
                known.volume(),
                copies,
                found.stock().status(),
                oldPrice ? known.priceJpy() : found.stock().priceJpy(),
                found.stock().lastRestockDate(),
                found.stock().restockEtaDays(),
                oldPrice ? known.asOf() : found.asOf(),
                Fact.Source.ERP,
                oldPrice && known.stale());
    }
}
