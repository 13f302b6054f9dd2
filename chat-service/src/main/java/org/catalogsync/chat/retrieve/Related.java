package org.catalogsync.chat.retrieve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.index.CatalogueIndex.Hit;

/**
 * Volumes that may interest besides what was asked for: others of the series, from memory; what is like it, or about it, from the search. Where the search is late there are none, and the answer does not wait.
 */
public final class Related {
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int MOST = 5;
    private static final int CANDIDATES = 30;

    private final Search search;

    public Related(Search search) {
        this.search = search;
    }

    /** None of those that were asked for, the best first. */
    public List<Isbn> of(Wish wish, TitleIndex titles, Deadline deadline) {
        return switch (wish.intent()) {
            case RECOMMEND -> alike(wish, titles, deadline);
            case RELATED -> {
                List<Isbn> series = sameSeries(wish, titles);
                yield series.isEmpty() ? alike(wish, titles, deadline) : series;
            }
            case STOCK, PRICE, DETAILS ->
                wish.isbns().isEmpty() ? near(wish, titles, deadline) : sameSeries(wish, titles);
            case SUMMARY, ORDER_STATUS, REVIEWS, SMALL_TALK, OUT_OF_SCOPE -> List.of();
        };
    }

    /** Volumes that a title may have meant; while the titles are not in memory yet, by the search. */
    private List<Isbn> near(Wish wish, TitleIndex titles, Deadline deadline) {
        if (titles.size() > 0 || wish.topic().isBlank()) {
            return wish.near().stream().distinct().limit(MOST).toList();
        }
        return search.named(wish.topic(), MOST, deadline.atMost(PATIENCE)).stream()
                .map(Hit::isbn)
                .toList();
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
    private List<Isbn> alike(Wish wish, TitleIndex titles, Deadline deadline) {
        String like = wish.isbns().stream()
                .findFirst()
                .flatMap(titles::titleOf)
                .map(title -> wish.intent() == Intent.RELATED ? title : title + " " + wish.topic())
                .orElse(wish.topic());
        if (like.isBlank()) {
            return List.of();
        }
        Set<Integer> series = new HashSet<>();
        wish.isbns().forEach(isbn -> series.add(titles.seriesOf(isbn)));
        List<Isbn> found = new ArrayList<>();
        for (Hit hit : search.about(like, CANDIDATES, deadline.atMost(PATIENCE))) {
            Isbn isbn = hit.isbn();
            int of = titles.seriesOf(isbn);
            if (found.size() < MOST && !wish.isbns().contains(isbn) && (of < 0 || series.add(of))) {
                found.add(of < 0 ? isbn : first(titles, of, isbn));
            }
        }
        return found;
    }
}
