package org.catalogsync.chat.retrieve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.Hit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Volumes by the words and by the meaning of a topic, each in a search of its own at the same time, fused by rank. What has not answered by the deadline is left, and the other's hits stand alone: never an exception, at worst no
 * hits, and a word that not all was looked at.
 */
public final class Search {
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);

    /** Reciprocal rank fusion's usual constant: the first places count for more, and none for all. */
    private static final int RANK_OFFSET = 60;

    private static final int MOST_LETTERS = 200;

    /** Of each search; two lists of so many fuse to more than a card shows. */
    private static final int DEPTH = 30;

    /** Searches under way, left ones too. More of them only wait for an index that is slow already. */
    private static final int MOST_UNDER_WAY = 64;

    /** So long a search that was missed says something of the next one. */
    static final Duration LATELY = Duration.ofMinutes(1);

    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final CatalogueIndex index;
    private final Embeddings embeddings;
    private final Map<String, float[]> vectors;
    private final LongSupplier nanoTime;
    private volatile boolean missed;
    private volatile long missedAt;

    /** @param mostVectors how many topics' vectors are kept in memory; the longest unused goes first. They are kept nowhere else: what customers write is theirs */
    public Search(CatalogueIndex index, Embeddings embeddings, int mostVectors) {
        this(index, embeddings, mostVectors, System::nanoTime);
    }

    Search(CatalogueIndex index, Embeddings embeddings, int mostVectors, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.index = index;
        this.embeddings = embeddings;
        this.vectors = Collections.synchronizedMap(new Recent(mostVectors));
    }

    private static final class Recent extends LinkedHashMap<String, float[]> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > most;
        }
    }

    /**
     * What was found.
     *
     * @param complete whether all searches answered; where not, no hits does not mean that there are none
     */
    public record Hits(List<Hit> hits, boolean complete) {
        static final Hits NONE = new Hits(List.of(), true);
        static final Hits AWAY = new Hits(List.of(), false);

        public Hits {
            hits = List.copyOf(hits);
        }
    }

    /** Volumes on a topic, the best first; none for an empty topic. */
    public Hits about(String topic, int most, Deadline deadline) {
        String asked = shortened(topic);
        if (asked.isEmpty()) {
            return Hits.NONE;
        }
        if (deadline.isOver()) {
            return Hits.AWAY;
        }
        CompletableFuture<List<Hit>> words = start("words", () -> index.searchText(asked, DEPTH));
        CompletableFuture<List<Hit>> meaning = start("meaning", () -> index.searchNear(vector(asked), DEPTH));
        Hits byWords = by(words, deadline);
        Hits byMeaning = by(meaning, deadline);
        return told(new Hits(
                fused(List.of(byWords.hits(), byMeaning.hits()), most), byWords.complete() && byMeaning.complete()));
    }

    /** Volumes whose titles a text may have meant, by words alone: for when the titles in memory are not loaded, or have nothing like it. */
    public Hits named(String text, int most, Deadline deadline) {
        String asked = shortened(text);
        if (asked.isEmpty()) {
            return Hits.NONE;
        }
        return deadline.isOver() ? Hits.AWAY : told(by(start("words", () -> index.searchText(asked, most)), deadline));
    }

    private Hits told(Hits hits) {
        if (!hits.complete()) {
            missedAt = nanoTime.getAsLong();
        }
        missed = !hits.complete();
        return hits;
    }

    /** Whether all was looked at the last time, as far as somebody searched within the last minute. */
    public boolean answers() {
        return !missed || nanoTime.getAsLong() - missedAt >= LATELY.toNanos();
    }

    private static String shortened(String text) {
        String stripped = text.strip();
        int end = Math.min(MOST_LETTERS, stripped.length());
        boolean halved = end > 0 && end < stripped.length() && Character.isHighSurrogate(stripped.charAt(end - 1));
        return stripped.substring(0, halved ? end - 1 : end);
    }

    private float[] vector(String topic) {
        String key = Spelling.key(topic);
        float[] known = vectors.get(key);
        if (known == null) {
            known = embeddings.embedOnce(topic);
            vectors.put(key, known);
        }
        return known;
    }

    /** On a thread of its own, which may go on behind the deadline: a store's client waits as long as it likes, this service does not. */
    private CompletableFuture<List<Hit>> start(String what, Supplier<List<Hit>> search) {
        if (!underWay.tryAcquire()) {
            return CompletableFuture.failedFuture(new IllegalStateException("too many searches under way"));
        }
        CompletableFuture<List<Hit>> hits = new CompletableFuture<>();
        Thread.ofVirtual().name("search by " + what).start(() -> {
            try {
                hits.complete(search.get());
            } catch (RuntimeException e) {
                LOG.debug("a search by {} failed", what, e);
                hits.completeExceptionally(e);
            } finally {
                underWay.release();
            }
        });
        return hits;
    }

    private static Hits by(CompletableFuture<List<Hit>> hits, Deadline deadline) {
        Duration left = deadline.remaining();
        try {
            return new Hits(hits.get(left.toNanos(), TimeUnit.NANOSECONDS), true);
        } catch (TimeoutException | ExecutionException e) {
            return Hits.AWAY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Hits.AWAY;
        }
    }

    /** Each hit counts by its places in the lists; scores of different searches do not compare. */
    static List<Hit> fused(List<List<Hit>> lists, int most) {
        Map<Isbn, Double> scores = new LinkedHashMap<>();
        Map<Isbn, Hit> hits = new LinkedHashMap<>();
        for (List<Hit> list : lists) {
            for (int place = 0; place < list.size(); place++) {
                Hit hit = list.get(place);
                hits.putIfAbsent(hit.isbn(), hit);
                scores.merge(hit.isbn(), 1.0 / (RANK_OFFSET + place + 1), Double::sum);
            }
        }
        List<Hit> fused = new ArrayList<>();
        scores.forEach((isbn, score) -> {
            Hit hit = hits.get(isbn);
            if (hit != null) {
                fused.add(new Hit(isbn, hit.title(), score));
            }
        });
        fused.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::isbn));
        return List.copyOf(fused.subList(0, Math.min(most, fused.size())));
    }
}
