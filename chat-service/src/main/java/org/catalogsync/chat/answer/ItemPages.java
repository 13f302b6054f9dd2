package org.catalogsync.chat.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.catalogsync.chat.http.ItemView;
import org.catalogsync.chat.http.Items;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.lookup.FactFinder;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.catalogsync.stores.cache.AnswerCache.Token;

/** Volumes whole: product, live stock and others of the series in one answer, kept and fenced like any other. */
public final class ItemPages implements Items {
    private static final int RELATED = 6;

    private final Supplier<TitleIndex> titles;
    private final FactFinder facts;
    private final Kept<ItemView> kept;
    private final Duration patience;
    private final Duration ttl;
    private final Duration lowTtl;

    /**
     * @param patience until an answer
     * @param ttl how long one is kept
     * @param lowTtl how long one about a volume of which few are left
     */
    public ItemPages(
            Supplier<TitleIndex> titles,
            FactFinder facts,
            Kept<ItemView> kept,
            Duration patience,
            Duration ttl,
            Duration lowTtl) {
        this.titles = titles;
        this.facts = facts;
        this.kept = kept;
        this.patience = patience;
        this.ttl = ttl;
        this.lowTtl = lowTtl;
    }

    /** The moment of its stock. */
    public static Instant oldest(ItemView view) {
        return view.live().asOf();
    }

    @Override
    public Found find(Isbn isbn) {
        Deadline deadline = Deadline.in(patience);
        String key = "item:{" + isbn + "}";
        return kept.find(key, deadline).<Found>map(Found.Present::new).orElseGet(() -> read(key, isbn, deadline));
    }

    private Found read(String key, Isbn isbn, Deadline deadline) {
        List<Isbn> series = titles.get().sameSeries(isbn, RELATED);
        List<Isbn> others = Stream.concat(Stream.of(isbn), series.stream()).toList();
        Optional<Token> token = kept.token(others, deadline);
        org.catalogsync.chat.lookup.Found found = facts.find(List.of(isbn), others, deadline);
        if (!found.deleted().isEmpty()) {
            return new Found.Deleted(found.deleted().values().iterator().next());
        }
        if (found.facts().isEmpty()) {
            return found.degraded() ? new Found.Unavailable() : new Found.Unknown();
        }
        Fact live = found.facts().getFirst();
        Fact product = found.others().stream()
                .filter(fact -> fact.isbn().equals(isbn))
                .findFirst()
                .orElse(live);
        ItemView view = new ItemView(
                product,
                live,
                found.others().stream()
                        .filter(fact -> !fact.isbn().equals(isbn))
                        .toList());
        if (!found.degraded()) {
            boolean few = live.status() == StockStatus.LOW_STOCK;
            token.ifPresent(taken -> kept.keep(key, view, taken, few ? lowTtl : ttl));
        }
        return new Found.Present(view);
    }
}
