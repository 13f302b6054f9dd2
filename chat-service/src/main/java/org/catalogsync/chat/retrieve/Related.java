package org.catalogsync.chat.retrieve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.retrieve.Search.Hits;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.index.CatalogueIndex.Hit;

/**
 * Volumes that may interest besides what was asked for: others of the series, from memory; what is like it, or about it, from the search. Where the search is late there are none, the answer does not wait, and says so.
 */
public final class Related {
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int MOST = 5;
    private static final int CANDIDATES = 30;

    private final Search search;

    public Related(Search search) {
        this.search = search;
    }

    /**
     * What may interest.
     *
     * @param complete whether all was looked for that should have been; where not, none does not mean that there are none
     */
    public record Others(List<Isbn> isbns, boolean complete) {
        public Others {
            isbns = List.copyOf(isbns);
        }

        private static Others known(List<Isbn> isbns) {
            return new Others(isbns, true);
        }
    }

    /** None of those that were asked for, the best first. */
    public Others of(Wish wish, TitleIndex titles, Deadline deadline) {
        return switch (wish.intent()) {
            case RECOMMEND -> alike(wish, titles, deadline);
            case RELATED -> {
                List<Isbn> series = sameSeries(wish, titles);
                yield series.isEmpty() ? alike(wish, titles, deadline) : Others.known(series);
            }
            case STOCK, PRICE, DETAILS ->
                wish.isbns().isEmpty() ? near(wish, titles, deadline) : Others.known(sameSeries(wish, titles));
            case SUMMARY, ORDER_STATUS, REVIEWS, SMALL_TALK, OUT_OF_SCOPE -> Others.known(List.of());
        };
    }

    /** Volumes that a title may have meant; while the titles are not in memory yet, by the search. */
    private Others near(Wish wish, TitleIndex titles, Deadline deadline) {
        if (titles.size() > 0 || wish.topic().isBlank()) {
            return Others.known(wish.near().stream().distinct().limit(MOST).toList());
        }
        Hits found = search.named(wish.topic(), MOST, deadline.atMost(PATIENCE));
        return new Others(found.hits().stream().map(Hit::isbn).toList(), found.complete());
    }

    private static List<Isbn> sameSeries(Wish wish, TitleIndex titles) {
        if (wish.isbns().isEmpty()) {
            return List.of();
        }
        return titles.sameSeries(wish.isbns().getFirst(), MOST + wish.isbns().size()).stream()
                .filter(isbn -> !wish.isbns().contains(isbn))
                .limit(MOST)
                .toList();
    }

    /** Nobody begins a series with its tenth volume. */
    private static Isbn first(TitleIndex titles, int series, Isbn found) {
        List<Isbn> volumes = titles.volumes(series, 1);
        return volumes.isEmpty() ? found : volumes.getFirst();
    }

    /** One volume of each series: five volumes of one are one recommendation. */
    private Others alike(Wish wish, TitleIndex titles, Deadline deadline) {
        String like = wish.isbns().stream()
                .findFirst()
                .flatMap(titles::titleOf)
                .map(title -> wish.intent() == Intent.RELATED ? title : title + " " + wish.topic())
                .orElse(wish.topic());
        if (like.isBlank()) {
            return Others.known(wish.intent() == Intent.RECOMMEND ? titles.inStock(MOST) : List.of());
        }
        Set<Integer> series = new HashSet<>();
        wish.isbns().forEach(isbn -> series.add(titles.seriesOf(isbn)));
        List<Isbn> found = new ArrayList<>();
        Hits hits = search.about(like, CANDIDATES, deadline.atMost(PATIENCE));
        for (Hit hit : hits.hits()) {
            Isbn isbn = hit.isbn();
            int of = titles.seriesOf(isbn);
            if (found.size() < MOST && !wish.isbns().contains(isbn) && (of < 0 || series.add(of))) {
                found.add(of < 0 ? isbn : first(titles, of, isbn));
            }
        }
        return new Others(found, hits.complete());
    }
}
